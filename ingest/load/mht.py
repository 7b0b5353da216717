"""Web pages saved as one file (.mht): the page itself among its parts, and the frames it is made of."""

from __future__ import annotations

import email
import email.policy
from email.message import Message

from ingest.load.html import read_page
from ingest.load.limits import check_text
from ingest.loaded import LoadedText, Reason, Rejected

_MOST_PARTS = 500


def load_mht(content: bytes, name: str) -> LoadedText:
    """The text of the page, frames after it; pictures and styles are left out."""
    message = email.message_from_bytes(content.lstrip(), policy=email.policy.compat32)
    pages = [part for part in _parts(message) if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise Rejected(Reason.NO_TEXT if message.is_multipart() else Reason.NOT_WHAT_IT_SAYS, "mht")
    texts = []
    for part in pages:
        body = part.get_payload(decode=True)
        if isinstance(body, bytes) and body.strip():
            texts.append(read_page(body, part.get_content_charset() or "")[0])
    return LoadedText(check_text("\n".join(texts)), name, "mht")


def _parts(message: Message) -> list[Message]:
    parts = []
    for part in message.walk():
        parts.append(part)
        if len(parts) > _MOST_PARTS:
            break
    return parts
