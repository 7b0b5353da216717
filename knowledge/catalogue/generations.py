"""Generations of the indexes: one is built beside the one in use and takes its place when it is whole.

Which is in use stands in the database, so that every process changes over at the same state of the catalogue.
Generation 0 is the one that a knowledge base begins with; it has no row.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Engine, delete, func, insert, select, update

from knowledge.catalogue.tables import index_generations, revisions

FIRST = 0


class Generations:
    """The record of generations."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def in_use(self) -> dict[str, int]:
        """The newest whole generation of each embedding model; empty while there is but the first."""
        kept = index_generations
        chosen = select(kept.c.encoder, func.max(kept.c.number)).where(kept.c.whole).group_by(kept.c.encoder)
        with self._engine.connect() as connection:
            return {str(encoder): int(number) for encoder, number in connection.execute(chosen)}

    def begin(self, encoder: str) -> int:
        """A new generation, not in use yet: its number."""
        with self._engine.begin() as connection:
            number = (connection.scalar(select(func.max(index_generations.c.number))) or FIRST) + 1
            row = {"number": number, "encoder": encoder, "whole": False}
            connection.execute(insert(index_generations).values(**row))
        return int(number)

    def put_to_use(self, number: int) -> None:
        """The generation is whole: whoever asks from now on uses it. Counts as a change of the catalogue."""
        kept = index_generations
        with self._engine.begin() as connection:
            connection.execute(update(kept).where(kept.c.number == number).values(whole=True))
            if connection.execute(update(revisions).values(number=revisions.c.number + 1)).rowcount == 0:
                connection.execute(insert(revisions).values(id=1, number=1))

    def all(self) -> dict[int, str]:
        """Every generation with a row, whole or not, and the embedding model that made it."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(index_generations.c.number, index_generations.c.encoder))
            return {int(number): str(encoder) for number, encoder in rows}

    def forget(self, numbers: Collection[int]) -> None:
        """Takes generations off the record."""
        with self._engine.begin() as connection:
            connection.execute(delete(index_generations).where(index_generations.c.number.in_(numbers)))
