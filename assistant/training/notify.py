"""The way out for messages: the port, and Apprise behind it (e-mail by SMTP, 企业微信, 钉钉, 飞书, any webhook)."""

from __future__ import annotations

import logging
from typing import Protocol
from urllib.parse import quote, urlencode, urlsplit


class NotSent(Exception):  # noqa: N818 - says what is the matter
    """A message was not accepted; the text says why."""


class Notifier(Protocol):
    """Sends one message to one address: an e-mail address, or a URL as Apprise takes it."""

    def send(self, address: str, title: str, body: str) -> None:
        """Sends it.

        Raises:
            NotSent: nobody took it.
        """


class AppriseNotifier:
    """Messages by Apprise; e-mail goes through the SMTP server that is configured."""

    def __init__(self, smtp_url: str = "") -> None:
        self._smtp_url = smtp_url

    def send(self, address: str, title: str, body: str) -> None:
        """Sends it.

        Raises:
            NotSent: no server is configured, the address is none, or the other side refused.
        """
        from apprise import Apprise, LogCapture

        url = address if "://" in address else mail_url(self._smtp_url, address)
        service = Apprise()
        if not service.add(url):
            raise NotSent(f"{_host(url)}: not an address that can be notified")
        with LogCapture(level=logging.DEBUG, fmt="%(levelname)s %(message)s") as told:  # type: ignore[no-untyped-call]
            sent = service.notify(title=title, body=body, body_format="text")
            why = _reason(told.getvalue())
        if not sent:
            raise NotSent(f"{_host(url)}: {why[:400] or 'refused'}")


class NoNotifier:
    """Sends nothing and says so: no mail server is configured, yet every reminder stays a row with its reason."""

    def send(self, address: str, title: str, body: str) -> None:  # noqa: ARG002 - the port's signature
        """Refuses.

        Raises:
            NotSent: always.
        """
        raise NotSent("not_configured")


def mail_url(smtp_url: str, address: str) -> str:
    """The Apprise URL for an e-mail through a server given as `smtp[s]://[user:password@]host[:port]?from=address`.

    `smtp` speaks plainly unless `mode=starttls` is added; `smtps` speaks TLS from the first byte.

    Raises:
        NotSent: no server is configured, or its URL isn't one.
    """
    server = urlsplit(smtp_url)
    if server.scheme not in ("smtp", "smtps") or not server.hostname:
        raise NotSent("set INTEGRITY_SMTP_URL to smtp://user:password@host:port?from=address to send e-mail")
    options = dict(part.split("=", 1) for part in server.query.split("&") if "=" in part)
    secure = server.scheme == "smtps" or options.get("mode") in ("starttls", "ssl")
    mode = options.get("mode", "ssl" if secure else "insecure")
    sender = options.get("from") or server.username or f"integrity@{server.hostname}"
    user = f"{quote(server.username, safe='')}:{quote(server.password or '', safe='')}@" if server.username else ""
    port = f":{server.port}" if server.port else ""
    asked = {"to": address, "from": sender, "smtp": server.hostname, "mode": mode}
    return f"{'mailtos' if secure else 'mailto'}://{user}{server.hostname}{port}/?{urlencode(asked)}"


def _reason(told: str) -> str:
    """The warnings and exceptions among what Apprise logged: other lines may hold keys and the message itself."""
    lines = [line.split(" ", 1) for line in told.splitlines() if " " in line]
    kept = [text for level, text in lines if level in ("WARNING", "ERROR", "CRITICAL") or "Exception: " in text]
    return " ".join(" ".join(kept).split())


def _host(url: str) -> str:
    """What may be shown of a URL: no keys, no passwords."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname if parts.scheme.startswith(('mailto', 'http', 'json')) else '…'}"
