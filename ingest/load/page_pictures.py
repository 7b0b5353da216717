"""Pictures of a web page: those written into its source, and those that lie beside it in one file."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import unquote_to_bytes

from ingest.load.pictures import Picture, Pictures

Mark = Callable[[str], str]
"""What stands in the text for the picture at an address; "" for nothing."""
_LEAST_DOTS = (400, 300)
"""Across and down: less is a banner, a button, a code to be scanned."""
_WRITTEN_IN = re.compile(r"data:image/[\w.+-]+(?:;[\w=-]+)*?(;base64)?,", re.I)


def no_mark(_address: str) -> str:
    """For a page whose pictures can't be had."""
    return ""


@dataclass
class PagePictures:
    """The pictures of one page that can be had; `beside` are those in the same file, by what the page calls them."""

    all: Pictures
    beside: Mapping[str, Message] = field(default_factory=dict)

    def mark(self, address: str) -> str:
        """The line that stands for the picture at an address; "" for one that lies elsewhere."""
        content = self._content(address.strip())
        return self.all.mark(Picture(content, least=_LEAST_DOTS)) if content else ""

    def _content(self, address: str) -> bytes:
        written_in = _WRITTEN_IN.match(address)
        if written_in:
            held = unquote_to_bytes(address[written_in.end() :])
            try:
                return base64.b64decode(held) if written_in[1] else held
            except binascii.Error:
                return b""
        part = self.beside.get(address)
        content = part.get_payload(decode=True) if part is not None else None
        return content if isinstance(content, bytes) else b""
