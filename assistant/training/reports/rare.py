"""Pictures of characters that the type which ships lacks, in names above all, from the types of this machine."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FOLDERS = (
    Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts",
    Path("/Library/Fonts"), Path("/System/Library/Fonts"), Path("C:/Windows/Fonts"),
)  # fmt: skip
CHINESE = ("cjk", "sim", "song", "hei", "kai", "fang", "ming", "wqy", "hanazono", "msyh", "pingfang", "han")
"""What the names of files with Chinese types hold."""
SIZE = 160
ROOM = 200
"""The height of a picture, of which `SIZE` is the height of the type: descenders fit."""
NOWHERE = "\U0010fffe"


@cache
def picture_of(character: str) -> bytes | None:
    """A character as a PNG on clear ground, `SIZE` wide and `ROOM` high; None if no type of this machine has it."""
    from PIL import Image, ImageDraw

    for type_face in _types():
        if _has(type_face, character):
            image = Image.new("RGBA", (SIZE, ROOM), (0, 0, 0, 0))
            ImageDraw.Draw(image).text((SIZE / 2, SIZE), character, (28, 39, 51, 255), type_face, anchor="ms")
            out = io.BytesIO()
            image.save(out, "PNG")
            return out.getvalue()
    return None


def picture_file(character: str) -> Path:
    """The same as a file, as reportlab's paragraphs take pictures; it goes when the program ends.

    Raises:
        LookupError: there is no picture.
    """
    found = picture_of(character)
    if found is None:
        raise LookupError(f"no type of this machine has U+{ord(character):X}")
    path = Path(_folder().name) / f"{ord(character):X}.png"
    if not path.exists():
        made = path.with_suffix(f".{uuid4().hex}")
        made.write_bytes(found)
        made.replace(path)
    return path


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="integrity-type-")


@cache
def _types() -> tuple[FreeTypeFont, ...]:
    from PIL import ImageFont

    found = []
    for path in _files():
        try:
            found.append(ImageFont.truetype(str(path), SIZE))
        except OSError:
            continue
    return tuple(found)


def _files() -> Iterator[Path]:
    """The files of Chinese types, plain weights before bold ones."""
    files = [
        path
        for folder in FOLDERS if folder.is_dir()
        for path in folder.rglob("*")
        if path.suffix.lower() in (".ttf", ".ttc", ".otf") and any(part in path.name.lower() for part in CHINESE)
    ]  # fmt: skip
    return iter(sorted(files, key=lambda path: ("bold" in path.name.lower(), "serif" in path.name.lower(), path)))


def _has(type_face: FreeTypeFont, character: str) -> bool:
    return bytes(type_face.getmask(character)) != bytes(type_face.getmask(NOWHERE))
