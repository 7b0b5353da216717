"""The question bank: what waits for whom, one item with its proof and history, files in and out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path

from fastapi import HTTPException
from starlette.responses import Response

from assistant.accounts.account import NoSuchAccount
from assistant.quiz.articles import article_of
from assistant.quiz.authored import look
from assistant.quiz.bank.desk import BY_HAND, GENERATOR, MODEL
from assistant.quiz.bank.life import MOVES, Action, Refusal, Standing
from assistant.quiz.bank.renew import WHO as RECHECK
from assistant.quiz.bank.upkeep import AUTHOR as LIBRARY
from assistant.quiz.bank.upkeep import REVIEWER as LIBRARY_REVIEWER
from assistant.quiz.checks.gate import PASSED
from assistant.quiz.exchange import ENDINGS, Format, articles_of, read_file, write_file
from assistant.quiz.formats.reading import Outcome, Row
from assistant.quiz.machine.outcome import Kind
from assistant.quiz.model import ItemType
from ui.pages.navigation import Link
from ui.pages.routes import TRAINER, Pages
from ui.pages.sheet_view import keyed
from ui.pages.visit import Here, Visit

PROGRAMS = (GENERATOR, MODEL, RECHECK, LIBRARY, LIBRARY_REVIEWER)
PER_PAGE = 50
LARGEST_FILE = 20 * 1024 * 1024
CUT = "\n---\n"
MEDIA = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "bank.xlsx"),
    "gift": ("text/plain; charset=utf-8", "bank.gift"),
    "qti": ("application/zip", "bank.zip"),
    "json": ("application/jsonl", "bank.jsonl"),
}
pages = Pages(Link("/items", "items-nav", TRAINER, order=50))


@pages.get("/items", TRAINER)
def listing(visit: Here) -> Response:
    """The items in one standing; the queue of those in review first."""
    desk, asked = visit.application.quiz.items, visit.request.query_params
    counts = desk.counts(visit.person)
    waiting = next((s for s in (Standing.IN_REVIEW, Standing.NEEDS_REVIEW) if counts[s]), Standing.PUBLISHED)
    named = asked.get("standing", "")
    standing = Standing(named) if named in list(Standing) else waiting
    found = desk.find(visit.person, standing, asked.get("words", "").strip(), asked.get("type", ""))
    page = int(asked["page"]) if asked.get("page", "").isdecimal() else 1
    actions = [action for action in BY_HAND if (standing, action) in MOVES]
    return visit.render(
        "quiz/items_list.html",
        standing=standing,
        standings=[(one, counts[one]) for one in Standing],
        found=found[(page - 1) * PER_PAGE : page * PER_PAGE],
        total=len(found),
        page=page,
        last=max(1, -(-len(found) // PER_PAGE)),
        text=asked.get("words", ""),
        kind=asked.get("type", ""),
        kinds=[kind.value for kind in ItemType],
        actions=actions,
    )


@pages.post("/items", TRAINER)
def act_on_many(visit: Here) -> Response:
    """Moves the ticked items on."""
    action = Action(visit.form.choice("action", [one.value for one in Action]) or Action.SUBMIT)
    chosen = visit.form.texts("item")
    if not chosen:
        return visit.redirect(f"/items?standing={visit.form.text('standing')}", "items-none-ticked", kind="fault")
    done = _act(visit, chosen, action)
    refused = sum(isinstance(one, Refusal) for one in done.values())
    back = f"/items?standing={visit.form.text('standing')}"
    kind = "fault" if refused else "done"
    return visit.redirect(back, "items-acted", kind=kind, done=len(done) - refused, refused=refused)


@pages.get("/items/import", TRAINER)
def import_form(visit: Here) -> Response:
    """The form for a file of items."""
    return visit.render("quiz/items_import.html", rows=None, counts={})


@pages.post("/items/import", TRAINER, largest=LARGEST_FILE)
def import_items(visit: Here) -> Response:
    """Tries a file row by row; takes it in if that was asked for and no row is wrong."""
    files = visit.form.files("file")
    kind = ENDINGS.get(Path(files[0].filename or "").suffix.lower()) if files else None
    if kind is None:
        visit.form.errors["file"] = "items-file"
        return visit.render("quiz/items_import.html", 422, rows=None, counts={})
    desk = visit.application.quiz.items
    bank = {kept.item.id: kept.item for kept in desk.bank.all()}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"items{Path(files[0].filename or '').suffix.lower()}"
        path.write_bytes(files[0].file.read())
        try:
            rows = read_file(path, kind, bank)
        except (ValueError, OSError):
            rows = []
    if not rows:
        visit.form.errors["file"] = "items-file"
        return visit.render("quiz/items_import.html", 422, rows=None, counts={})
    if not visit.form.flag("dry") and all(row.outcome is not Outcome.REJECTED for row in rows):
        wanted = [row.item for row in rows if row.item and row.outcome in (Outcome.ADDED, Outcome.UPDATED)]
        put = desk.put(visit.person, wanted, visit.now, note=files[0].filename or "")
        return visit.redirect("/items?standing=draft", "items-imported", count=len(put))
    counts = {outcome.value: sum(row.outcome is outcome for row in rows) for outcome in Outcome}
    return visit.render("quiz/items_import.html", rows=[_row(row) for row in rows], counts=counts)


@pages.get("/items/generate", TRAINER)
def generate_form(visit: Here) -> Response:
    """The form: from which document, which types, how many."""
    return _generate_form(visit)


@pages.post("/items/generate", TRAINER)
def generate(visit: Here) -> Response:
    """Makes items from a document and puts them up for review."""
    catalogue = visit.application.catalogue()
    versions = [one for one in catalogue.with_id(visit.form.text("document")) if one.answers_on(visit.now.date())]
    kinds = [ItemType(kind) for kind in visit.form.texts("types") if kind in list(ItemType)] or list(ItemType)
    count = visit.form.number("count", 1, 500)
    if not versions:
        visit.form.errors["document"] = "form-choice"
    if visit.form.errors or count is None:
        return _generate_form(visit, 422)
    articles = articles_of(catalogue, versions)
    put, made = visit.application.quiz.items.generate(visit.person, articles, kinds, count, visit.now)
    covered = f"{made.coverage:.0%}"
    return visit.redirect("/items?standing=in_review", "items-generated", count=put, covered=covered)


@pages.get("/items/export/{kind}", TRAINER)
def export(visit: Here, kind: str) -> Response:
    """The bank as a file."""
    if kind not in MEDIA:
        raise HTTPException(404)
    media, name = MEDIA[kind]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        write_file(visit.application.quiz.items.bank, path, Format(kind))
        body = path.read_bytes()
    return Response(body, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@pages.get("/items/{item_id}", TRAINER)
def item(visit: Here, item_id: str) -> Response:
    """One item: its key, its proof, its article, what was done to it, what may be done now."""
    return _show(visit, item_id)


@pages.post("/items/{item_id}", TRAINER)
def act_on_one(visit: Here, item_id: str) -> Response:
    """Moves one item on; a rejection says why."""
    action = Action(visit.form.choice("action", [one.value for one in Action]) or Action.SUBMIT)
    note = visit.form.text("note", longest=500, needed=action is Action.REJECT)
    if visit.form.errors:
        return _show(visit, item_id, 422)
    done = _act(visit, [item_id], action, note)[item_id]
    if isinstance(done, Refusal):
        return visit.redirect(f"/items/{item_id}", f"quiz-refused-{done.value}", kind="fault")
    return visit.redirect(f"/items/{item_id}", "items-moved", standing=visit.words(f"items-{done.value}"))


def _generate_form(visit: Visit, status: int = 200) -> Response:
    day = visit.now.date()
    found = (one for one in visit.application.catalogue().versions().values() if one.answers_on(day) and not one.card)
    documents = sorted({(one.document_id, one.title) for one in found}, key=lambda pair: pair[1])
    kinds = [kind.value for kind in ItemType if kind is not ItemType.CASE]
    by_model = [kind.value for kind in Kind] if visit.application.settings.llm else []
    return visit.render("quiz/items_generate.html", status, documents=documents, kinds=kinds, by_model=by_model)


def _act(visit: Visit, chosen: list[str], action: Action, note: str = "") -> dict[str, Standing | Refusal]:
    try:
        return visit.application.quiz.items.act(visit.person, chosen, action, visit.now, note)
    except KeyError:
        raise HTTPException(404) from None
    except ValueError:
        raise HTTPException(422) from None


def _show(visit: Visit, item_id: str, status: int = 200) -> Response:
    opened = visit.application.quiz.items.open(visit.person, item_id)
    if opened is None:
        raise HTTPException(404)
    found = opened.kept.item
    article = article_of(visit.application.catalogue(), found.proof)
    current = found.proof and article and article.article.digest == found.proof.digest
    looked = look(found, article, visit.now.date()) if current and article else None
    notes = [event.note for event in opened.history if event.who in PROGRAMS and CUT not in event.note]
    attempts, figures = visit.application.quiz.items.figures(visit.person, opened.kept)
    return visit.render(
        "quiz/item.html",
        status,
        opened=opened,
        item=found,
        attempts=attempts,
        figures=figures,
        one=keyed(found, visit.words),
        article=article,
        failed=[] if found.proof and set(PASSED) <= set(found.proof.checks) or not looked else looked.failed,
        texts={option.id: option.text for option in found.options},
        names=_named(visit, (opened.kept.author, *(event.who for event in opened.history), *notes)),
        history=[(event, differences(event.note) if CUT in event.note else []) for event in opened.history],
    )


def _named(visit: Visit, who: Iterable[str]) -> dict[str, str]:
    """People and programs by what the bank keeps of them."""
    names = {}
    for one in set(who):
        if one in PROGRAMS:
            names[one] = visit.words(f"items-by-{one}")
            continue
        try:
            names[one] = visit.application.accounts.get(one).name
        except NoSuchAccount:
            names[one] = one
    return names


def differences(note: str) -> list[tuple[str, str]]:
    """The old and the new text of an article as stretches that are the same, dropped or added."""
    before, after = note.split(CUT, 1)
    told_: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            told_.append(("same", before[a:b]))
            continue
        told_ += [(name, text) for name, text in (("dropped", before[a:b]), ("added", after[c:d])) if text]
    return told_


def _row(row: Row) -> dict[str, object]:
    return {
        "place": row.place,
        "stem": row.item.stem if row.item else "",
        "outcome": row.outcome.value,
        "faults": [(fault.value, detail) for fault, detail in row.faults],
        "same_as": row.same_as,
    }
