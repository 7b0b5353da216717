"""What a form sent, read field by field; what is wrong with it is kept by field, to be shown beside it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from starlette.datastructures import FormData, UploadFile

LONGEST = 2000


class Form:
    """The fields of a form. A reading method notes a fault in `errors` (field → key of a message) and goes on."""

    def __init__(self, sent: FormData | None = None) -> None:
        self._sent = sent or FormData()
        self.errors: dict[str, str] = {}

    def text(self, name: str, *, needed: bool = False, longest: int = LONGEST, default: str = "") -> str:
        """A line or more of text, without blanks around it."""
        value = self._sent.get(name, default)
        text = (value if isinstance(value, str) else "").replace("\r\n", "\n").strip()
        if needed and not text:
            self.errors[name] = "form-needed"
        elif len(text) > longest:
            self.errors[name] = "form-too-long"
        return text

    def secret(self, name: str) -> str:
        """A password, as it was typed."""
        value = self._sent.get(name, "")
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> list[str]:
        """Every value of a field that may be there several times."""
        return [value for value in self._sent.getlist(name) if isinstance(value, str)]

    def choice(self, name: str, options: Collection[str], default: str = "") -> str:
        """One of the options; anything else is a fault."""
        value = self.text(name, default=default)
        if value not in options:
            self.errors[name] = "form-choice"
        return value

    def number(self, name: str, least: int, most: int, default: int | None = None) -> int | None:
        """A whole number within bounds; None, with a fault noted unless there is a default, where it is none."""
        text = self.text(name)
        if not text:
            if default is None:
                self.errors[name] = "form-needed"
            return default
        try:
            value = int(text)
        except ValueError:
            value = least - 1
        if least <= value <= most:
            return value
        self.errors[name] = "form-number"
        return None

    def day(self, name: str, *, needed: bool = False) -> date | None:
        """A date as browsers send it."""
        text = self.text(name, needed=needed)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.errors[name] = "form-day"
            return None

    def flag(self, name: str) -> bool:
        """Whether a box is ticked."""
        return bool(self.text(name))

    def files(self, name: str) -> list[UploadFile]:
        """The files chosen; a field left empty gives none."""
        return [value for value in self._sent.getlist(name) if isinstance(value, UploadFile) and value.filename]
