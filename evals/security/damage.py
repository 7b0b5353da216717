"""Ways to damage a file: bytes and pieces of it, the members of a package, and attacks of its own kind."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence

from evals.security.seeds import Seed

Blow = Callable[[bytes, random.Random, bytes], bytes]
LARGEST = 400_000
_PACKED = b"PK\x03\x04"
_ENTITY = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/passwd">' + b"".join(
    b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(9)
) + b"]>"
_ODD = (
    b"\x00", b"\xff" * 64, b"\xef\xbb\xbf", b"\xff\xfe", b"]]>", b"<!--", b"<![CDATA[", b"</w:p>", b"%PDF-1.7",
    b"endobj", b"endstream", b"startxref\n0\n", b"/Kids [1 0 R 2 0 R 3 0 R]", b"/Length 99999999999", b"/Parent 1 0 R",
    b"\xed\xa0\x80", b"&#x110000;", b"&#0;", b"\xe7\xac\xac" * 200, b"(" * 5000, b"<div>" * 3000, b"9" * 4000,
    b"\xef\xbc\x88\xe4\xb8\x80\xef\xbc\x89" * 400, b"|" * 3000, b"\t" * 3000, b"#" * 400, b"\n" * 5000, b"> " * 2000,
    b"Content-Type: multipart/related; boundary=x\n\n", b"2147483648", b"-1", b"1e309", b"\xe3\x80\x8a" * 2000,
)  # fmt: skip


def damaged(seed: Seed, seeds: Sequence[Seed], chance: random.Random) -> bytes:
    """A seed's bytes after one to four blows."""
    content = seed.content
    for _ in range(chance.randint(1, 4)):
        blows: Sequence[Blow] = _ON_BYTES
        if content.startswith(_PACKED) and chance.random() < 0.7:
            blows = _IN_PACKAGES
        elif content.startswith(b"%PDF-") and chance.random() < 0.4:
            blows = _OF_PDF
        elif seed.ending in _TEXTS and chance.random() < 0.8:
            blows = _ON_TEXT
        blow = chance.choice(blows)
        content = blow(content, chance, chance.choice(seeds).content)[:LARGEST]
    return content


def _flip(content: bytes, chance: random.Random, _: bytes) -> bytes:
    changed = bytearray(content)
    for _n in range(chance.randint(1, 40)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random, _: bytes) -> bytes:
    return content[: chance.randrange(1, len(content) + 1)]


def _drop(content: bytes, chance: random.Random, _: bytes) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randint(1, 1 + len(content) // 3) :] or b" "


def _repeat(content: bytes, chance: random.Random, _: bytes) -> bytes:
    start = chance.randrange(len(content))
    piece = content[start : start + chance.randint(1, 400)]
    return content[:start] + piece * chance.choice((2, 10, 300)) + content[start:]


def _put(content: bytes, chance: random.Random, _: bytes) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + chance.choice(_ODD) * chance.choice((1, 1, 1, 8)) + content[start:]


def _splice(content: bytes, chance: random.Random, other: bytes) -> bytes:
    return content[: chance.randrange(len(content) + 1)] + other[chance.randrange(len(other)) :] or b" "


def _member(content: bytes, chance: random.Random, other: bytes) -> bytes:
    """One member of a package damaged, the package whole."""
    return _rewritten(content, chance, lambda inside: chance.choice(_ON_BYTES)(inside or b" ", chance, other))


def _entities(content: bytes, chance: random.Random, _: bytes) -> bytes:
    """Entities that grow, and one that names a file, in a member that is XML."""

    def attacked(inside: bytes) -> bytes:
        head = re.match(rb"<\?xml[^>]*\?>", inside)
        end = head.end() if head else 0
        return inside[:end] + _ENTITY + inside[end:].replace(b">", b">&e8;&b;", 3)

    return _rewritten(content, chance, attacked)


def _bomb(content: bytes, chance: random.Random, _: bytes) -> bytes:
    """A member that expands a thousandfold."""
    return _rewritten(content, chance, lambda inside: inside + b" " * chance.choice((6_000_000, 60_000_000)))


def _rename(content: bytes, chance: random.Random, _: bytes) -> bytes:
    """A member that wants to lie elsewhere, or twice."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            members = [(info.filename, source.read(info)) for info in source.infolist()]
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, RuntimeError, EOFError):
        return content
    if not members:
        return content
    name, inside = chance.choice(members)
    elsewhere = chance.choice(("../../evil", "/etc/evil", name, "C:\\evil", "a/" * 200 + "b", "\u202e.xml"))
    members.append((elsewhere, inside))
    return _packed(members)


def _rewritten(content: bytes, chance: random.Random, change: Callable[[bytes], bytes]) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            members = [(info.filename, source.read(info)) for info in source.infolist()]
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, RuntimeError, EOFError):
        return content
    if not members:
        return content
    chosen = chance.randrange(len(members))
    return _packed([(n, change(inside) if at == chosen else inside) for at, (n, inside) in enumerate(members)])


def _packed(members: Sequence[tuple[str, bytes]]) -> bytes:
    import warnings

    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        warnings.simplefilter("ignore")
        for name, inside in members:
            target.writestr(name, inside)
    return stream.getvalue()


def _lines(content: bytes, chance: random.Random, _: bytes) -> bytes:
    """Lines of a text doubled, dropped, exchanged, run together."""
    lines = _text(content).split("\n")
    for _n in range(chance.randint(1, 30)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        way = chance.randrange(5)
        if way == 0:
            lines[at], lines[other] = lines[other], lines[at]
        elif way == 1:
            lines.insert(at, lines[other])
        elif way == 2 and len(lines) > 1:
            del lines[at]
        elif way == 3:
            lines[at] += lines[other]
        else:
            lines[at] = (lines[at] * chance.choice((2, 50)))[:100_000]
    return "\n".join(lines).encode()


def _signs(content: bytes, chance: random.Random, other: bytes) -> bytes:
    """Signs and words of a text repeated, moved, put among each other."""
    text, foreign = _text(content), _text(other)
    for _n in range(chance.randint(1, 20)):
        at = chance.randrange(len(text) + 1)
        start = chance.randrange(len(text) + 1)
        pieces = (text[start : start + 12], foreign[start : start + 40], _text(chance.choice(_ODD)))
        text = text[:at] + chance.choice(pieces) * chance.choice((1, 1, 3, 200)) + text[at:]
    return text.encode(errors="replace")


def _text(content: bytes) -> str:
    return content.decode("utf-8", errors="replace")


def _loop(content: bytes, chance: random.Random, _: bytes) -> bytes:
    """References in a PDF that point back, or nowhere."""
    found = list(re.finditer(rb"\d+ 0 R", content))
    if not found:
        return content
    at = chance.choice(found)
    return content[: at.start()] + b"%d 0 R" % chance.choice((1, 2, 3, 99999)) + content[at.end() :]


def _stream_bomb(content: bytes, _: random.Random, __: bytes) -> bytes:
    """The first stream of a PDF as one that expands a thousandfold."""
    start, end = content.find(b"stream"), content.find(b"endstream")
    if start < 0 or end < 0:
        return content
    packed = zlib.compress(b"BT (x) Tj ET\n" * 4_000_000)
    return content[:start] + b"stream\n" + packed + b"\n" + content[end:]


_TEXTS = frozenset({"txt", "md", "html"})
_ON_TEXT = (_lines, _signs, _signs)
_ON_BYTES = (_flip, _cut, _drop, _repeat, _put, _splice)
_IN_PACKAGES = (_member, _member, _member, _entities, _bomb, _rename)
_OF_PDF = (_loop, _stream_bomb, _loop)
