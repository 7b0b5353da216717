"""Every page that the route table has, in Chromium at two widths: axe-core finds nothing, nothing is cut off."""

import re
import shutil
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.routing import iter_route_contexts

from evals.pages.browser import signed_in
from evals.pages.venue import deep_paths, prepare, sessions
from tests.parts import open_application
from tests.ui.conftest import serving
from tests.ui.pages.conftest import PHONE, WIDE

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FOR_PROGRAMS = re.compile(r"/(api|docs|metrics|healthz|readyz|openapi\.json|static-offline-docs|house)(/|$)")
FILE = re.compile(r"\{kind\}|\.(xlsx|pdf|csv|zip|png|css|js)$|^/learning/certificates/|^/language/")
TRUTHFUL = """() => [document.documentElement.scrollWidth - document.documentElement.clientWidth,
  [...document.querySelectorAll('main td, main th, main p, main li, main dd, main label, main button, main .button')]
    .filter(one => one.clientWidth && one.scrollWidth > one.clientWidth + 2)
    .filter(one => getComputedStyle(one).display != 'inline' && !one.closest('.cards thead, .stack thead'))
    .map(one => one.outerHTML.slice(0, 120))]"""


@pytest.fixture(scope="module")
def institution(tmp_path_factory):
    """A service over the made-up institution, the secret of its administrator, and what no list leads to."""
    folder = tmp_path_factory.mktemp("institution") / "data"
    prepare(folder)
    secret, deep = sessions(folder)[0], deep_paths(folder)
    with serving(folder, tmp_path_factory.mktemp("log") / "server.log") as address:
        yield address, secret, deep
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def templates(tmp_path_factory):
    """The path of each route that a browser may open, with what tells a path of it."""
    from ui.web.application import make_web_application

    application = open_application(tmp_path_factory.mktemp("routes"))
    web = make_web_application(application)
    found = {
        context.path: re.compile("^" + re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(context.path)) + "$")
        for context in iter_route_contexts(web.routes)
        if "GET" in (context.methods or ()) and not FOR_PROGRAMS.match(context.path) and not FILE.search(context.path)
    }
    for part in (application, web.state.public):
        part.engine.dispose()
    return found


def faults(page):
    """What axe-core finds, and what does not fit: rule and first place."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={**RULES, "resultTypes": ["violations"]}).response["violations"]
    wrong = [(one["id"], one["nodes"][0]["html"][:160]) for one in found]
    wider, cut = page.evaluate(TRUTHFUL)
    return wrong + ([("wider than the window", str(wider))] if wider > 0 else []) + [("cut off", one) for one in cut]


def template_of(path, templates):
    """The route that a path belongs to: the one spelt like it, else the one whose pattern it has."""
    plain = path.split("?")[0]
    return plain if plain in templates else next((name for name, known in templates.items() if known.match(plain)), "")


def test_every_page_is_accessible_and_fits_a_phone(chromium, institution, templates):
    address, secret, deep = institution
    context, wrong, seen = signed_in(chromium, address, secret), [], set()
    waiting, listed = [*deep, *(path for path in templates if "{" not in path)], len(deep)
    page = context.new_page()
    while waiting:
        path = waiting.pop(0)
        route, listed = template_of(path, templates), listed - 1
        kind = "?".join([route, *parse_qs(urlsplit(path).query)]) if listed >= 0 else route
        if not route or kind in seen:
            continue
        seen |= {kind, route}
        page.set_viewport_size(WIDE)
        answer = page.goto(address + path)
        if "text/html" not in answer.headers["content-type"]:
            continue
        if answer.status >= 500 or (answer.status == 404 and not route.startswith("/sign-in/openid")):
            wrong.append((path, answer.status))
        for width in (WIDE, PHONE):
            page.set_viewport_size(width)
            wrong += [(width["width"], path, *fault) for fault in faults(page)]
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
        waiting += [link.split("#")[0] for link in links if link.startswith("/")]
    context.close()
    forgotten = sorted(set(templates) - seen)
    assert not forgotten, f"no example of these pages, have evals.pages.depths make one: {forgotten}"
    assert not wrong, "\n".join(map(str, wrong))
