"""Web pages saved as one file (.mht): the page itself among its parts, and the frames it is made of."""

from __future__ import annotations

import email
import email.policy
import hashlib
from email.message import Message

from ingest.load.html import read_page
from ingest.load.limits import check_text
from ingest.load.ocr import Recogniser
from ingest.load.page_pictures import PagePictures
from ingest.load.pictures import Pictures
from ingest.loaded import LoadedText, Reason, Rejected

_MOST_PARTS = 500


def load_mht(content: bytes, name: str, ocr: Recogniser | None = None) -> LoadedText:
    """The text of the page, frames after it, the words of its pictures; styles are left out."""
    pictures = Pictures(ocr, hashlib.sha256(content).hexdigest())
    text, read = pictures.read("\n".join(mht_texts(content, pictures)))
    return LoadedText(check_text(text), name, "mht", pictures=read)


def mht_texts(content: bytes, pictures: Pictures) -> list[str]:
    """The texts of the page and of its frames, marks in them where pictures stand.

    Raises:
        Rejected: there is no page in it.
    """
    message = email.message_from_bytes(content.lstrip(), policy=email.policy.compat32)
    parts = _parts(message)
    held = PagePictures(pictures, {name: part for part in parts for name in _names(part)})
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise Rejected(Reason.NO_TEXT if message.is_multipart() else Reason.NOT_WHAT_IT_SAYS, "mht")
    texts = []
    only_frames: Rejected | None = None
    for part in pages:
        body = part.get_payload(decode=True)
        if isinstance(body, bytes) and body.strip():
            try:
                texts.append(read_page(body, part.get_content_charset() or "", held.mark)[0])
            except Rejected as rejected:
                if rejected.reason is not Reason.FRAMES:
                    raise
                only_frames = rejected  # they are parts themselves
    if only_frames and not any(text.strip() for text in texts):
        raise only_frames
    return texts


def _names(part: Message) -> list[str]:
    """What a picture in the file is called by the page."""
    if part.get_content_maintype() != "image":
        return []
    named = (part.get("Content-Location", "").strip(), "cid:" + part.get("Content-ID", "").strip().strip("<>"))
    return [name for name in named if name not in ("", "cid:")]


def _parts(message: Message) -> list[Message]:
    parts = []
    for part in message.walk():
        parts.append(part)
        if len(parts) > _MOST_PARTS:
            break
    return parts
