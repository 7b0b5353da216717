"""The public's page: ask, see the answer come, open the articles it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui.desks.conversation import Conversation, answering
from ui.desks.examples import PROPOSED, answerable_examples
from ui.desks.rendering import render
from ui.web.view import View

if TYPE_CHECKING:
    from gradio import HTML, Blocks, Button, State, Textbox

LONGEST = 500
FOLLOW_UPS = 3
AT_ONCE = 16
KEPT_SECONDS = 4 * 3600
Updates = dict[Any, Any]


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


def make_ask_page(view: View) -> Blocks:
    """The page over one view; it can reach nothing else, whatever is posted to its queue."""
    import gradio as gr

    page = gr.Blocks(title=view.words("page-title"), analytics_enabled=False, fill_width=True)
    with page:
        _connect(page, view, _place(view))
    page.queue(default_concurrency_limit=AT_ONCE, max_size=10 * AT_ONCE)
    return page


def _place(view: View) -> Parts:
    import gradio as gr

    words = view.words
    conversation = gr.State(Conversation(), time_to_live=KEPT_SECONDS)
    _html(render("head.html", words))
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
    with gr.Row(elem_classes="choices", elem_id="follow-ups"):
        follow_ups = tuple(_choice() for _ in range(FOLLOW_UPS))
    earlier = _html("", "earlier")
    anew = gr.Button(words("ask-anew"), size="sm", visible=False, elem_id="anew")
    return Parts(conversation, box, ask, examples, current, follow_ups, anew, earlier, _html("", "foot"))


def _html(value: str, elem_id: str | None = None) -> HTML:
    import gradio as gr

    return gr.HTML(value, elem_id=elem_id, js_on_load=None, apply_default_css=False, padding=False)


def _choice() -> Button:
    import gradio as gr

    return gr.Button("", size="sm", visible=False, elem_classes="choice")


def _connect(page: Blocks, view: View, parts: Parts) -> None:
    import gradio as gr

    choices = (*parts.examples, *parts.follow_ups)
    shown = [parts.conversation, parts.box, parts.current, parts.earlier, parts.anew, *choices]
    settings: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    answer = _answer(view, parts)
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
    page.load(lambda: _greet(view, parts), None, [*parts.examples, parts.foot], queue=False, **settings)


def _answer(view: View, parts: Parts) -> Callable[[str, Conversation], Iterator[Updates]]:
    import gradio as gr

    def answer(text: str, conversation: Conversation) -> Iterator[Updates]:
        more: Updates = {
            parts.box: "",
            parts.earlier: render("earlier.html", view.words, turns=conversation.turns[::-1]),
            **_choices(parts.examples, ()),
            **_choices(parts.follow_ups, ()),
        }
        for shown in answering(view, conversation, text):
            if shown.settled:
                follow_ups = shown.answer.follow_ups if shown.answer else ()
                more = {
                    parts.conversation: conversation.with_turn(shown),
                    parts.anew: gr.update(visible=True),
                    **_choices(parts.follow_ups, follow_ups[:FOLLOW_UPS]),
                }
            yield {parts.current: render("turn.html", view.words, shown=shown), **more}
            more = {}

    return answer


def _greet(view: View, parts: Parts) -> Updates:
    foot = render("foot.html", view.words, documents=view.document_count())
    return {parts.foot: foot, **_choices(parts.examples, answerable_examples(view))}


def _forget(view: View, parts: Parts) -> Updates:
    import gradio as gr

    return {
        parts.conversation: Conversation(),
        parts.box: "",
        parts.current: "",
        parts.earlier: "",
        parts.anew: gr.update(visible=False),
        **_choices(parts.examples, answerable_examples(view)),
        **_choices(parts.follow_ups, ()),
    }


def _choices(buttons: tuple[Button, ...], texts: tuple[str, ...]) -> Updates:
    import gradio as gr

    filled = [*texts, *[""] * (len(buttons) - len(texts))]
    return {button: gr.update(value=text, visible=bool(text)) for button, text in zip(buttons, filled, strict=True)}
