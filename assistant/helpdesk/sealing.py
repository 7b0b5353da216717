"""What people write to the office is sealed before it is stored: a copy of the database alone shows none of it."""

from __future__ import annotations

import os
from pathlib import Path

KEY_FILE = "helpdesk.key"


class Unreadable(Exception):  # noqa: N818 - says what is the matter
    """Something was sealed with a key that is no longer here."""

    def __init__(self) -> None:
        super().__init__(
            "this was sealed with another key: put the old key after the new one in INTEGRITY_SECRET_KEY, "
            f"or bring back the file {KEY_FILE} of the data folder"
        )


class Seal:
    """Seals with the first key and opens with any, so that a key can be changed while old texts stay readable."""

    def __init__(self, *keys: str) -> None:
        from cryptography.fernet import Fernet, MultiFernet

        self._fernet = MultiFernet([Fernet(key.encode()) for key in keys])

    def close(self, text: str) -> str:
        """The sealed text; nothing stays nothing."""
        return self._fernet.encrypt(text.encode()).decode() if text else ""

    def open(self, sealed: str) -> str:
        """The text again.

        Raises:
            Unreadable: none of the keys fits.
        """
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt(sealed.encode()).decode() if sealed else ""
        except InvalidToken:
            raise Unreadable from None


def make_seal(configured: str, folder: Path) -> Seal:
    """The seal with the keys that are configured (commas between), else with the one in the data folder.

    Raises:
        ValueError: a configured key is none.
    """
    keys = [key.strip() for key in configured.split(",") if key.strip()]
    try:
        return Seal(*(keys or [_kept_key(folder / KEY_FILE)]))
    except ValueError:
        raise ValueError(
            "INTEGRITY_SECRET_KEY is no key: make one with "
            '`python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"`'
        ) from None


def _kept_key(file: Path) -> str:
    from cryptography.fernet import Fernet

    file.parent.mkdir(parents=True, exist_ok=True)
    unseen = file.with_name(f"{file.name}.{os.getpid()}")
    unseen.unlink(missing_ok=True)
    with open(os.open(unseen, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as new:
        new.write(Fernet.generate_key().decode())
    try:
        os.link(unseen, file)  # of several programs that start together, one makes the key
    except FileExistsError:
        pass
    finally:
        unseen.unlink()
    return file.read_text(encoding="ascii").strip()
