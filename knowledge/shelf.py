"""The indexes of all audiences, by generation: opened, built anew beside those in use, thrown away."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.catalogue.generations import FIRST, Generations
from knowledge.lexical.index import LexicalIndex
from knowledge.model import Audience
from knowledge.store import AudienceIndex
from knowledge.vectors import ArticleVectors, EncoderMismatch, drop_vectors, maker_of

if TYPE_CHECKING:
    from knowledge.vectors import Client

Opened = dict[Audience, AudienceIndex]


class Shelf:
    """What a program with one embedding model may use of the indexes.

    `folders` are where the lexical indexes are, and the vectors beside Chroma.
    """

    def __init__(self, generations: Generations, client: Client, folders: tuple[Path, Path], encoder: str) -> None:
        self._generations = generations
        self._client = client
        self._folders = folders
        self._encoder = encoder
        self._opened: dict[tuple[int, Audience], AudienceIndex] = {}

    def current(self) -> int:
        """The generation to use: the newest whole one that this program's embedding model made.

        Raises:
            EncoderMismatch: there are others only.
        """
        in_use = self._generations.in_use()
        if not in_use or self._encoder in in_use:
            return in_use.get(self._encoder, FIRST)
        if self._maker(FIRST) == self._encoder:
            return FIRST
        raise EncoderMismatch(max(in_use, key=in_use.__getitem__), self._encoder)

    def opened(self, audiences: Iterable[Audience]) -> Opened:
        """The indexes in use now of some audiences; those of the others stay closed.

        Raises:
            EncoderMismatch: they were made by another embedding model.
        """
        current = self.current()
        for key in [key for key in self._opened if key[0] != current]:
            self._opened.pop(key, None)
        return {audience: self._open(audience, current) for audience in audiences}

    def _open(self, audience: Audience, generation: int) -> AudienceIndex:
        key = (generation, audience)
        if key not in self._opened:
            lexical, rows = self._places(audience, generation)
            vectors = ArticleVectors(self._client, audience, self._encoder, generation, rows)
            self._opened[key] = AudienceIndex(LexicalIndex(lexical), vectors)
        return self._opened[key]

    @contextmanager
    def renewing(self) -> Iterator[Opened]:
        """Empty indexes to fill; they are put to use at the end, and thrown away if it does not come to that."""
        self._clear(set(self._generations.all()) - set(self._generations.in_use().values()))
        number = self._generations.begin(self._encoder)
        with ExitStack() as undo:
            undo.callback(self._clear, {number})
            yield {audience: self._open(audience, number) for audience in Audience}
            self._generations.put_to_use(number)
            undo.pop_all()

    def only_mine(self) -> None:
        """Before documents change: throws away what is not in use, as it would no longer say what the catalogue says.

        Raises:
            EncoderMismatch: the newest generation is another embedding model's, whose program is to make the change.
        """
        in_use = self._generations.in_use()
        if in_use and max(in_use.values()) != in_use.get(self._encoder):
            raise EncoderMismatch(max(in_use, key=in_use.__getitem__), self._encoder)
        self.clear(keep_others=False)

    def clear(self, *, keep_others: bool = True) -> None:
        """Throws away what this program's embedding model made before the generation in use.

        `keep_others` leaves the newest generation of each other model to the programs that still run with it.
        """
        current = self.current()
        kept = {current, *(self._generations.in_use().values() if keep_others else ())}
        first = {FIRST} if current != FIRST and not (keep_others and self._maker(FIRST) != self._encoder) else set()
        self._clear((set(self._generations.all()) | first) - kept)

    def _clear(self, numbers: set[int]) -> None:
        for number in sorted(numbers):
            for audience in Audience:
                self._opened.pop((number, audience), None)
                drop_vectors(self._client, audience, number)
                for folder in self._places(audience, number):
                    shutil.rmtree(folder, ignore_errors=True)
        self._generations.forget(numbers)

    def _maker(self, generation: int) -> str | None:
        return next(filter(None, (maker_of(self._client, audience, generation) for audience in Audience)), None)

    def _places(self, audience: Audience, generation: int) -> tuple[Path, Path]:
        """Where the lexical index is, and the rows beside the dense one."""
        name = f"{audience.value}-{generation}" if generation else audience.value
        lexical, rows = self._folders
        return lexical / name, rows / name
