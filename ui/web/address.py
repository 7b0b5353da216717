"""Whose address a request comes from, when proxies stand before the service."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address

from starlette.datastructures import Headers
from starlette.types import Scope

UNKNOWN = "unknown"
HOME_BITS = 64
"""An IPv6 line has at least this network to itself; counting single addresses would limit nobody."""


def client_address(scope: Scope, trusted_hops: int) -> str:
    """The address that the outermost trusted proxy saw; what a client wrote into the header itself never counts.

    Args:
        scope: of the request.
        trusted_hops: how many proxies of one's own stand before the service, each of which adds to X-Forwarded-For.
    """
    peer = str((scope.get("client") or (UNKNOWN, 0))[0])
    if not trusted_hops:
        return _network(peer)
    forwarded = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
    seen = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    return _network(seen[-trusted_hops] if len(seen) >= trusted_hops else peer)


def _network(text: str) -> str:
    try:
        address = ip_address(text.strip("[]"))
    except ValueError:
        return UNKNOWN
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Network((int(address), HOME_BITS), strict=False))
    return str(address)
