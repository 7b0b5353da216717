"""The ask page: ask, see the answer come, open the articles it rests on.

The public has one over its own view. Who is signed in has another, which keeps their history and their opinion.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.helpdesk.feedback import Reason
from assistant.wording.words import LOCALES, Words
from knowledge.model import Audience
from ui.desks.conversation import Conversation, answering
from ui.desks.examples import PROPOSED, answerable_examples
from ui.desks.rendering import render
from ui.messages.words import ui_words
from ui.web.view import View

if TYPE_CHECKING:
    from gradio import HTML, Blocks, Button, Column, Radio, Request, Row, State, Textbox

    from ui.desks.keeping import Keeping

LONGEST = 500
FOLLOW_UPS = 3
AT_ONCE = 16
KEPT_SECONDS = 4 * 3600
LOOKS_EVERY = 0.01
"""Seconds between two looks of an idle queue: what a question may wait before it is taken up."""
REASONS = tuple(reason.value for reason in Reason if reason is not Reason.NONE)
Updates = dict[Any, Any]
Event = TypeVar("Event", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Parts:
    """The components of the page."""

    conversation: State
    box: Textbox
    ask: Button
    examples: tuple[Button, ...]
    current: HTML
    follow_ups: tuple[Button, ...]
    anew: Button
    earlier: HTML
    foot: HTML
    opinion: Opinions | None


@dataclass(frozen=True, slots=True)
class Opinions:
    """Was this useful: two buttons, and for a no the reason."""

    row: Row
    yes: Button
    no: Button
    why: Column
    reason: Radio
    comment: Textbox
    send: Button
    thanks: HTML


def make_ask_page(view: View, keeping: Keeping | None = None) -> Blocks:
    """The page over one view; it can reach nothing else, whatever is posted to its queue."""
    import gradio as gr

    page = gr.Blocks(title=view.words("page-title"), analytics_enabled=False, fill_width=True)
    with page:
        parts = _place(view, signed_in=keeping is not None)
        _connect(page, view, parts, keeping)
        if keeping and parts.opinion:
            _connect_opinion(view, parts, parts.opinion, keeping)
    page.queue(default_concurrency_limit=AT_ONCE, max_size=10 * AT_ONCE)
    _calm(page)
    return page


def _calm(page: Blocks) -> None:
    """Keeps the page's queue from working for nobody.

    Every event would put a table together of the last 10,000, for a monitor that is not served; and a queue with
    nothing in it would look for something a thousand times a second: four of them took a twelfth of a core.
    """
    page._queue.sleep_when_free = LOOKS_EVERY
    page._queue.ANALYTICS_MAX_EVENTS = 1
    page._queue.ANAYLTICS_CACHE_FREQUENCY = sys.maxsize  # spelt so there


def _place(view: View, *, signed_in: bool) -> Parts:
    import gradio as gr

    words = view.words
    conversation = gr.State(Conversation(), time_to_live=KEPT_SECONDS)
    others = [(language, ui_words(language)("language-name")) for language in LOCALES if language != words.language]
    place = "/ask/" if signed_in else "/"
    _html(render("head.html", words, signed_in=signed_in, others=others, place=place))
    with gr.Row(elem_classes="ask", equal_height=True):
        box = gr.Textbox(
            label=words("ask-label"),
            placeholder=words("ask-placeholder"),
            lines=1,
            max_lines=4,
            max_length=LONGEST,
            autofocus=True,
            scale=8,
            elem_id="question",
        )
        ask = gr.Button(words("ask-button"), variant="primary", scale=1, min_width=96, elem_id="ask")
    with gr.Row(elem_classes="choices", elem_id="examples"):
        examples = tuple(_choice() for _ in range(PROPOSED))
    current = _html("", "current")
    opinion = _place_opinion(words) if signed_in else None
    with gr.Row(elem_classes="choices", elem_id="follow-ups"):
        follow_ups = tuple(_choice() for _ in range(FOLLOW_UPS))
    earlier = _html("", "earlier")
    anew = gr.Button(words("ask-anew"), size="sm", visible=False, elem_id="anew")
    return Parts(conversation, box, ask, examples, current, follow_ups, anew, earlier, _html("", "foot"), opinion)


def _place_opinion(words: Words) -> Opinions:
    import gradio as gr

    with gr.Row(elem_classes="choices", elem_id="opinion", visible=False) as row:
        _html(render("useful.html", words))
        yes = gr.Button(words("useful-yes"), size="sm", elem_classes="choice", elem_id="useful-yes")
        no = gr.Button(words("useful-no"), size="sm", elem_classes="choice", elem_id="useful-no")
    with gr.Column(elem_id="opinion-why", visible=False) as why:
        choices = [(words(f"useful-{reason}"), reason) for reason in REASONS]
        reason = gr.Radio(choices, label=words("useful-reason"), elem_id="opinion-reason")
        comment = gr.Textbox(label=words("useful-comment"), max_length=LONGEST, elem_id="opinion-comment")
        send = gr.Button(words("useful-send"), size="sm", elem_id="opinion-send")
    return Opinions(row, yes, no, why, reason, comment, send, _html("", "opinion-thanks"))


def _html(value: str, elem_id: str | None = None) -> HTML:
    import gradio as gr

    return gr.HTML(value, elem_id=elem_id, js_on_load=None, apply_default_css=False, padding=False)


def _choice() -> Button:
    import gradio as gr

    return gr.Button("", size="sm", visible=False, elem_classes="choice")


def _connect(page: Blocks, view: View, parts: Parts, keeping: Keeping | None) -> None:
    import gradio as gr

    choices = (*parts.examples, *parts.follow_ups)
    shown: list[Any] = [parts.conversation, parts.box, parts.current, parts.earlier, parts.anew, *choices]
    if parts.opinion:
        shown += [parts.opinion.row, parts.opinion.why, parts.opinion.thanks]
    settings: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    answer = _with_request(_answer(view, parts, keeping))
    gr.on(
        [parts.box.submit, parts.ask.click],
        answer,
        [parts.box, parts.conversation],
        shown,
        trigger_mode="once",
        **settings,
    )
    for choice in choices:
        choice.click(answer, [choice, parts.conversation], shown, **settings)
    parts.anew.click(lambda: _forget(view, parts), None, shown, **settings)

    def greet(request: Request) -> Updates:
        wanted = str(request.query_params.get("q", ""))[:LONGEST]  # a page of ours may hand a question on
        given: Updates = {parts.box: wanted} if wanted else {}
        return {**_greet(view, parts, keeping.resume(request) if keeping else None), **given}

    greeted = [*parts.examples, parts.box, parts.foot, parts.conversation, parts.earlier, parts.anew]
    page.load(_with_request(greet), None, greeted, queue=False, **settings)


def _with_request(event: Event) -> Event:
    """Gradio hands a request to whichever parameter is annotated with its class, which is imported late here."""
    from gradio import Request

    event.__annotations__["request"] = Request
    return event


def _connect_opinion(view: View, parts: Parts, opinion: Opinions, keeping: Keeping) -> None:
    import gradio as gr

    settings: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    shown: list[Any] = [opinion.row, opinion.why, opinion.thanks]
    thanked = {
        opinion.row: gr.update(visible=False),
        opinion.why: gr.update(visible=False),
        opinion.thanks: render("thanked.html", view.words),
    }

    def useful(conversation: Conversation, request: Request) -> Updates:
        keeping.judge(request, conversation, True, "", "")
        return thanked

    def useless(conversation: Conversation, reason: str | None, comment: str, request: Request) -> Updates:
        keeping.judge(request, conversation, False, reason or "", comment or "")
        return thanked

    opinion.yes.click(_with_request(useful), [parts.conversation], shown, **settings)
    opinion.no.click(lambda: {opinion.why: gr.update(visible=True)}, None, [opinion.why], **settings)
    told = [parts.conversation, opinion.reason, opinion.comment]
    opinion.send.click(_with_request(useless), told, shown, **settings)


def _answer(view: View, parts: Parts, keeping: Keeping | None) -> Callable[..., Iterator[Updates]]:
    import gradio as gr

    def answer(text: str, conversation: Conversation, request: Request) -> Iterator[Updates]:
        earlier = None
        if keeping:
            keeping.person(request)
            earlier = keeping.told_before(request, conversation, text)
        more: Updates = {
            parts.box: "",
            parts.earlier: render("earlier.html", view.words, turns=conversation.turns[::-1]),
            **_choices(parts.examples, ()),
            **_choices(parts.follow_ups, ()),
            **_judging(parts, visible=False),
        }
        for shown in answering(view, conversation, text, earlier):
            if shown.settled:
                follow_ups = shown.answer.follow_ups if shown.answer else ()
                after = conversation.with_turn(shown)
                if keeping:
                    after = replace(after, id=keeping.keep(request, conversation, shown))
                more = {
                    parts.conversation: after,
                    parts.anew: gr.update(visible=True),
                    **_judging(parts, visible=shown.answer is not None),
                    **_choices(parts.follow_ups, follow_ups[:FOLLOW_UPS]),
                }
            yield {parts.current: render("turn.html", view.words, shown=shown), **more}
            more = {}

    return answer


def _judging(parts: Parts, *, visible: bool) -> Updates:
    import gradio as gr

    if parts.opinion is None:
        return {}
    hidden = {parts.opinion.why: gr.update(visible=False), parts.opinion.thanks: ""}
    return {parts.opinion.row: gr.update(visible=visible), **hidden}


def _greet(view: View, parts: Parts, before: Conversation | None) -> Updates:
    import gradio as gr

    staff = view.audience is Audience.STAFF
    foot = render("foot.html", view.words, documents=view.document_count(), staff=staff)
    greeted = {parts.foot: foot, **_choices(parts.examples, answerable_examples(view))}
    if before and before.turns:
        greeted[parts.conversation] = before
        greeted[parts.earlier] = render("earlier.html", view.words, turns=before.turns[::-1])
        greeted[parts.anew] = gr.update(visible=True)
    return greeted


def _forget(view: View, parts: Parts) -> Updates:
    import gradio as gr

    return {
        parts.conversation: Conversation(),
        parts.box: "",
        parts.current: "",
        parts.earlier: "",
        parts.anew: gr.update(visible=False),
        **_judging(parts, visible=False),
        **_choices(parts.examples, answerable_examples(view)),
        **_choices(parts.follow_ups, ()),
    }


def _choices(buttons: tuple[Button, ...], texts: tuple[str, ...]) -> Updates:
    import gradio as gr

    filled = [*texts, *[""] * (len(buttons) - len(texts))]
    return {button: gr.update(value=text, visible=bool(text)) for button, text in zip(buttons, filled, strict=True)}
