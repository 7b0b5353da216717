"""Who leads and by when, as official documents say it."""

from __future__ import annotations

import re

LEADS = "牵头"
GENERAL = re.compile(r"各|有关|相关|全体|所有|其他")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年)")


def other_years(deadline: str) -> list[str]:
    """The same words with the years around."""
    match = _YEAR.search(deadline)
    if not match:
        return []
    year = int(match[1])
    return [deadline[: match.start()] + str(year + step) + deadline[match.end() :] for step in (1, -1, 2)]
