"""How somebody wants the help pages: language, large type, high contrast. It travels in the address, in no cookie."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request

from assistant.helpdesk.working_days import CHINA
from assistant.settings import read_settings
from assistant.wording.words import LOCALES, Words
from ui.desks.answer_text import answer_blocks
from ui.desks.rendering import marked_paragraphs
from ui.messages.words import ui_words

STYLE = Path(__file__).with_name("help.css")
ON = "1"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; "
        "base-uri 'none'"
    ),
    "Referrer-Policy": "same-origin",  # with none at all, browsers would call our own forms' origin null
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Look:
    """The look asked for by `?lang=en&large=1&contrast=1`."""

    language: str
    large: bool = False
    contrast: bool = False

    @property
    def words(self) -> Words:
        """The texts in its language."""
        return ui_words(self.language)

    @property
    def other(self) -> str:
        """The language it is not."""
        return next(language for language in LOCALES if language != self.language)

    def at(self, path: str, **changed: bool | str) -> str:
        """A path with this look in its query, or with a changed one."""
        look = replace(self, **changed)  # type: ignore[arg-type]
        chosen = {"lang": look.language, "large": look.large, "contrast": look.contrast}
        kept = {name: ON if value is True else value for name, value in chosen.items() if value}
        return f"{path}{'&' if '?' in path else '?'}{urlencode(kept)}"

    def others(self, path: str) -> list[tuple[str, str, str]]:
        """The looks next to this one: the key of each one's word, its address, and its language where that changes."""
        return [
            ("help-normal" if self.large else "help-large", self.at(path, large=not self.large), ""),
            ("help-plain-colours" if self.contrast else "help-contrast", self.at(path, contrast=not self.contrast), ""),
            ("help-other-language", self.at(path, language=self.other), self.other),
        ]


def look_of(request: Request) -> Look:
    """The look of a request; where no language is named, the one configured."""
    query = request.query_params
    language = query.get("lang", "")
    return Look(
        language if language in LOCALES else read_settings().language,
        query.get("large") == ON,
        query.get("contrast") == ON,
    )


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """A page from its template; every value is escaped."""
    look = look_of(request)
    rest = urlencode([one for one in request.query_params.multi_items() if one[0] not in ("lang", "large", "contrast")])
    path = f"{request.url.path}?{rest}" if rest else request.url.path
    shown = _environment().get_template(template).render(
        look=look, words=look.words, locale=LOCALES[look.language], path=path, **values
    )
    return HTMLResponse(shown, status_code=status, headers=HEADERS)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("ui.help"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # the files go with the program: nothing to look for at each page
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["day"] = lambda at: at.astimezone(CHINA).date().isoformat()
    made.filters["minute"] = lambda at: f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}"
    made.filters["key"] = lambda value: str(value).replace("_", "-")
    made.globals.update(answer_blocks=answer_blocks, marked_paragraphs=marked_paragraphs)
    return made
