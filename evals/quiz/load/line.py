"""A person's own connection, as little HTTP/1.1 as a browser needs: a library's pool would be what is measured."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

LONGEST_HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Line:
    """A connection that is kept, and opened again when it breaks."""

    address: str
    cookie: str
    patience: float
    _pair: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = field(default=None, repr=False)

    async def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> Answer:
        """Sends a request and reads the answer.

        Raises:
            OSError, EOFError, TimeoutError: the server is away, or too slow.
        """
        answer = None
        try:
            async with asyncio.timeout(self.patience):
                answer = await self._ask(method, path, fields)
        finally:
            if answer is None:
                self.close()
        return answer

    def close(self) -> None:
        """Hangs up."""
        if self._pair:
            self._pair[1].close()
        self._pair = None

    async def _ask(self, method: str, path: str, fields: dict[str, str] | None) -> Answer:
        place = urlsplit(self.address)
        if self._pair and self._pair[0].at_eof():  # the server hung up on an idle line, as servers do
            self.close()
        if self._pair is None:
            self._pair = await asyncio.open_connection(place.hostname, place.port, limit=LONGEST_HEAD)
        reader, writer = self._pair
        body = urlencode(fields or {}).encode()
        head = [f"{method} {path} HTTP/1.1", f"Host: {place.netloc}", f"Cookie: {self.cookie}", "Accept: text/html"]
        if method == "POST":
            head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        writer.write("\r\n".join([*head, "", ""]).encode() + (body if method == "POST" else b""))
        await writer.drain()
        told = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in told[1:])}
        if headers.get("transfer-encoding") == "chunked":
            content = await _chunks(reader)
        else:
            content = await reader.readexactly(int(headers.get("content-length", "0")))
        if headers.get("connection") == "close":
            self.close()
        return Answer(int(told[0].split()[1]), headers, content.decode())


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    content = b""
    while size := int(await reader.readline(), 16):
        content += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return content
