"""How long to wait after failed attempts. It grows, has a ceiling, and binds only where the attempts came from.

Waiting is counted for a name together with an address: whoever tries another's name from elsewhere slows himself,
never the person at their own desk. An address as a whole waits too, once it failed at very many names.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

FREE, FREE_OF_ADDRESS = 5, 60
FIRST = timedelta(seconds=2)
LONGEST = timedelta(minutes=15)
LONGEST_OF_ADDRESS = timedelta(minutes=1)
FORGOTTEN = timedelta(days=1)


def waits_until(failures: int, last_at: datetime, *, of_address: bool = False) -> datetime:
    """The moment from which another attempt is looked at."""
    free, longest = (FREE_OF_ADDRESS, LONGEST_OF_ADDRESS) if of_address else (FREE, LONGEST)
    if failures < free:
        return last_at
    doubled: timedelta = FIRST * 2 ** min(failures - free, 20)
    return last_at + min(longest, doubled)


def origin(address: str) -> str:
    """What counts as one address: an IPv4 address, the /64 of an IPv6 one, else the text as it is."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:100]
    if parsed.version == 6 and parsed.ipv4_mapped is None:
        return str(ip_network((parsed, 64), strict=False))
    return str(parsed.ipv4_mapped if parsed.version == 6 else parsed)
