"""A mail server for the tests of training."""

import email
import socket
from email.header import decode_header, make_header

import pytest
from aiosmtpd.controller import Controller


class Mailbox:
    """Keeps what a mail server takes; refuses the addresses named."""

    def __init__(self):
        self.letters, self.refused = [], set()

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        letter = email.message_from_bytes(envelope.content)
        text = next(part for part in letter.walk() if part.get_content_type().startswith("text/"))
        subject = str(make_header(decode_header(letter["Subject"])))
        self.letters.append((envelope.rcpt_tos[0], subject, text.get_payload(decode=True).decode()))
        return "250 OK"


@pytest.fixture
def mailbox():
    """A mail server on loopback."""
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    box.url = f"smtp://127.0.0.1:{port}?from=training@qs.gov.cn"
    yield box
    controller.stop()
