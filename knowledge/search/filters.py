"""What a search may be narrowed to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from knowledge.model import Audience, DocumentType, Version


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that every result meets; an empty set means no condition.

    `as_of` is the day on which the result must have been in force (or of unknown validity).
    `any_validity` finds superseded, repealed and future versions as well.
    """

    as_of: date
    documents: frozenset[str] = field(default_factory=frozenset)
    regions: frozenset[str] = field(default_factory=frozenset)
    types: frozenset[DocumentType] = field(default_factory=frozenset)
    years: frozenset[int] = field(default_factory=frozenset)
    audience: Audience | None = None
    any_validity: bool = False

    @property
    def narrow(self) -> bool:
        """Whether more than validity is asked for."""
        return bool(self.documents or self.regions or self.types or self.years)

    def admits(self, version: Version) -> bool:
        """Whether a version's articles may be among the results."""
        return (
            (self.any_validity and not version.shadowed or version.answers_on(self.as_of))
            and (not self.documents or version.document_id in self.documents)
            and (not self.regions or version.region in self.regions)
            and (not self.types or version.type in self.types)
            and (not self.years or bool(self.years & {day.year for day in version.dates.values()}))
        )
