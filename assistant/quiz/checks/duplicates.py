"""Within one set: no stem twice, no key asked for twice in the same way."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.quiz.draft import Draft
from assistant.quiz.grammar.likeness import plain


@dataclass
class Seen:
    """What the set has so far."""

    stems: set[str] = field(default_factory=set)
    keys: set[tuple[str, ...]] = field(default_factory=set)

    def admit(self, draft: Draft) -> bool:
        """Whether the item is new; if so it is remembered."""
        item = draft.item
        stem = plain(item.stem) + "|" + "|".join(sorted(option.text for option in item.options))
        proof = item.proof
        key = (item.type, item.target, *(() if proof is None else (proof.document_id, proof.label, str(proof.start))))
        if item.target == "enumeration":
            key = (*key, plain(item.stem))
        if stem in self.stems or key in self.keys:
            return False
        self.stems.add(stem)
        self.keys.add(key)
        return True
