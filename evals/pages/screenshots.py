"""Pictures of every page: those of the route table, and of each address with a parameter the first that is linked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from fastapi.routing import APIRoute

from evals.pages.browser import open_browser, signed_in
from ui.pages.areas import AREAS

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS = (1280, 390)
HEIGHT = 900
FIRST = ("/", "/ask/", "/help", "/no-such-page")
FILES = re.compile(
    r"\.(xlsx|csv|pdf|zip)$|\{kind\}|/export/|^/sign-out|^/language/|^/openid|^/api/|^/learning/certificates/"
)
ENGLISH = re.compile(r"\b[A-Za-z]{4,}\b")
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
UNNAMED = """[...document.querySelectorAll('input:not([type=hidden]),select,textarea')].filter(
  one => one.offsetParent && !one.labels?.length && !one.ariaLabel && !one.getAttribute('aria-labelledby')).length"""


@dataclass
class Walk:
    """Which pages were seen, and what a program can tell is wrong with them."""

    address: str
    out: Path
    seen: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def take(address: str, secret: str, out: Path, question: str, deep: Sequence[str] = ()) -> Walk:
    """A picture of every page at each width; the remarks tell what overflows, has no label or is not translated."""
    out.mkdir(parents=True, exist_ok=True)
    walk, templates = Walk(address, out), list(_templates())
    with open_browser() as browser:
        context = signed_in(browser, address, secret)
        page = context.new_page()
        waiting = [*FIRST, *(path for path, _ in templates if "{" not in path), *deep]
        while waiting:
            path = waiting.pop(0)
            name = _name(path, templates) if path in deep else _template(path, templates)
            if name in walk.seen:
                continue
            walk.seen[name] = path
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": HEIGHT})
                page.goto(address + path)
                if path in ("/", "/ask/"):
                    _ask(page, question)
                _look(walk, page, name, width)
            links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
            ours = [urlsplit(link) for link in links if link.startswith(address)]
            found = [f"{link.path}?{link.query}" if link.query else link.path for link in ours]
            waiting += [one for one in found if not FILES.search(urlsplit(one).path)]
    return walk


def _ask(page: Page, question: str) -> None:
    page.wait_for_selector(".foot")
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current .after, #current .sources")
    page.wait_for_timeout(500)


def _look(walk: Walk, page: Page, name: str, width: int) -> None:
    page.screenshot(path=walk.out / f"{_file_name(name)}.{width}.png", full_page=True)
    where = f"{name} ({width})"
    if page.evaluate(WIDER):
        walk.remarks.append(f"{where}: wider than the window")
    if unnamed := page.evaluate(UNNAMED):
        walk.remarks.append(f"{where}: {unnamed} fields without a label")
    if width == WIDTHS[0]:
        english = sorted(set(ENGLISH.findall(page.inner_text("body"))))
        walk.remarks += [f"{where}: {' '.join(english)}"] if english else []


def _templates() -> Iterator[tuple[str, re.Pattern[str]]]:
    for area in AREAS:
        for route in area.router.routes:
            if isinstance(route, APIRoute) and "GET" in (route.methods or ()) and not FILES.search(route.path):
                yield route.path, route.path_regex


def _template(path: str, templates: list[tuple[str, re.Pattern[str]]]) -> str:
    """The route that a path belongs to; a path of no route of ours stands for itself."""
    plain = urlsplit(path).path
    exact = [template for template, _ in templates if template == plain]
    return next(iter(exact), next((name for name, pattern in templates if pattern.match(plain)), plain))


def _name(path: str, templates: list[tuple[str, re.Pattern[str]]]) -> str:
    """The route with the names of what is asked of it."""
    return "?".join([_template(path, templates), *parse_qs(urlsplit(path).query)])


def _file_name(name: str) -> str:
    return re.sub(r"[^\w]+", "-", name).strip("-") or "front"
