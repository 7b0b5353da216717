"""How Chinese is read aloud, tones aside: pypinyin's dictionaries as tries on disk, mapped where pypinyin holds 55 MB.

Reads as `pypinyin.lazy_pinyin` does, syllable for syllable. The tries are made by a program of its own the first time.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marisa_trie import BytesTrie  # type: ignore[import-not-found]

PHRASES, CHARACTERS = "phrases.trie", "characters.trie"
FIRST, LAST = 0x4E00, 0x9FFF
_RUNS = re.compile(r"[\u4e00-\u9fff]+|[^\u4e00-\u9fff]+")
_RARE = re.compile(r"[\u2e80-\u2fff\u3007\u3400-\u4dbf\ue000-\ufaff\U00010000-\U0010ffff]")
"""Characters that pypinyin may take for Chinese and the tries don't have."""
_MAKE = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from knowledge.search import sounds; sounds.make()"
_PATIENCE = 60
_log = logging.getLogger(__name__)
_folder: list[Path] = []


def keep_sounds_in(folder: Path) -> None:
    """Says where the tries may be kept; unsaid, or where nothing can be written, pypinyin itself is asked."""
    _folder[:] = [folder]


def syllables(text: str) -> tuple[str, ...]:
    """The syllables of a text; what is not Chinese stays as it is, in one piece."""
    tries = None if _RARE.search(text) else _tries()
    if tries is None:
        from pypinyin import lazy_pinyin

        return tuple(lazy_pinyin(text))
    return tuple(part for run in _RUNS.findall(text) for part in _read(run, *tries))


def _read(run: str, phrases: BytesTrie, characters: BytesTrie) -> list[str]:
    """The syllables of a run of one kind: the longest phrase at each place, as pypinyin goes about it."""
    if not FIRST <= ord(run[0]) <= LAST:
        return [run]
    read: list[str] = []
    while run:
        found = phrases.prefixes(run)
        if found:
            phrase = max(found, key=len)
            read += phrases[phrase][0].decode().split(" ")
            run = run[len(phrase) :]
            continue
        # Where all that is left begins a longer phrase, pypinyin looks for no phrase within it.
        alone = len(run) if phrases.keys(run) else 1
        read += [characters[one][0].decode() if one in characters else one for one in run[:alone]]
        run = run[alone:]
    return read


@cache
def _tries() -> tuple[BytesTrie, BytesTrie] | None:
    if not _folder:
        return None
    kept = _folder[0] / f"pypinyin-{version('pypinyin')}-marisa-{version('marisa-trie')}"
    try:
        return _opened(kept)
    except (OSError, RuntimeError):  # not there, or not whole
        pass
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent, ignore_cleanup_errors=True) as beside:
            made = Path(beside) / kept.name
            made.mkdir()
            command = [sys.executable, "-c", _MAKE, json.dumps(sys.path), str(made)]
            subprocess.run(command, check=True, timeout=_PATIENCE, capture_output=True)
            shutil.rmtree(kept, ignore_errors=True)
            made.rename(kept)
        return _opened(kept)
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        _log.info("the sounds of words cannot be kept: %s", error)
        return None


def _opened(kept: Path) -> tuple[BytesTrie, BytesTrie]:
    from marisa_trie import BytesTrie

    return BytesTrie().mmap(str(kept / PHRASES)), BytesTrie().mmap(str(kept / CHARACTERS))


def make() -> None:
    """Writes the tries into the folder named last on the command line."""
    from marisa_trie import BytesTrie
    from pypinyin import lazy_pinyin
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    folder = Path(sys.argv[-1])
    characters = (chr(code) for code in PINYIN_DICT if FIRST <= code <= LAST)
    for name, words in ((PHRASES, PHRASES_DICT), (CHARACTERS, characters)):
        BytesTrie((word, " ".join(lazy_pinyin(word)).encode()) for word in words).save(str(folder / name))
