"""How often an address or a conversation may ask: moving windows, kept in memory or where a URL says."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from limits import RateLimitItem
    from limits.strategies import MovingWindowRateLimiter

IN_MEMORY = "memory://"


@dataclass(frozen=True)
class Rates:
    """Counts what was asked. `storage` is a URL of the limits library: memory:// or redis://HOST."""

    storage: str = IN_MEMORY

    @cached_property
    def _limiter(self) -> MovingWindowRateLimiter:
        from limits.storage import storage_from_string
        from limits.strategies import MovingWindowRateLimiter

        return MovingWindowRateLimiter(storage_from_string(self.storage))

    def wait(self, allowed: str, *who: str) -> int:
        """Counts one more; the seconds to wait if that is too often, else 0.

        Args:
            allowed: as "60/minute;1500/day"; empty allows everything.
            who: what is counted, and whose.
        """
        limits = _parsed(allowed)
        for limit in limits:
            if not self._limiter.test(limit, *who):
                return self._until(limit, who)
        for limit in limits:
            if not self._limiter.hit(limit, *who):
                return self._until(limit, who)
        return 0

    def _until(self, limit: RateLimitItem, who: tuple[str, ...]) -> int:
        reset = self._limiter.get_window_stats(limit, *who).reset_time
        return max(1, math.ceil(reset - time.time()))


def _parsed(allowed: str) -> list[RateLimitItem]:
    from limits import parse_many

    return sorted(parse_many(allowed)) if allowed.strip() else []
