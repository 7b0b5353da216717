"""Debian's Chromium, and a server in front of it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from evals.bench.cluster import free_port, program, wait_for
from ui.pages.visit import SESSION_COOKIE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
UNLIMITED = {"INTEGRITY_LIMIT_ADDRESS": "", "INTEGRITY_LIMIT_CONVERSATION": ""}


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A browser, closed afterwards."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(SWITCHES))
        yield browser
        browser.close()


def signed_in(browser: Browser, address: str, secret: str) -> BrowserContext:
    """A window of its own whose session is open."""
    context = browser.new_context(locale="zh-CN")
    context.add_cookies([{"name": SESSION_COOKIE, "value": secret, "url": address}])
    return context


@contextmanager
def served(data_dir: Path) -> Iterator[str]:
    """The address of `integrity serve` over a data folder, stopped afterwards."""
    port = free_port()
    command = program({"INTEGRITY_DATA_DIR": str(data_dir), **UNLIMITED}, "serve", "--port", str(port))
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(60)
