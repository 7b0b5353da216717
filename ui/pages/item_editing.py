"""Writing and changing items: beside their article, looked through and previewed before they are kept as drafts."""

from __future__ import annotations

from fastapi import HTTPException
from starlette.responses import Response

from assistant.quiz.articles import article_of
from assistant.quiz.authored import Looked, look, prove
from assistant.quiz.grammar.sheet import DIFFICULTIES, LETTERS
from assistant.quiz.machine.job import WRITE
from assistant.quiz.machine.outcome import Kind
from assistant.quiz.model import Item, ItemType
from knowledge.model import ArticleKind, CataloguedArticle
from ui.pages.item_form import IN_PARTS, PARTS, Fields, blank_fields, fields_of, item_from, read_fields
from ui.pages.routes import TRAINER, Pages
from ui.pages.sheet_view import keyed
from ui.pages.visit import Here, Visit

MOST_BY_MODEL = 30
LONGEST_WORDS = 600
pages = Pages()


@pages.post("/items/write", TRAINER)
def write(visit: Here) -> Response:
    """Has the configured model write items of a document, in the background."""
    kinds = [name for name in visit.form.texts("kinds") if name in list(Kind)]
    count = visit.form.number("count", 1, MOST_BY_MODEL)
    document = visit.form.text("document", needed=True)
    known = any(one.answers_on(visit.now.date()) for one in visit.application.catalogue().with_id(document))
    if not visit.application.settings.llm:
        raise HTTPException(404)
    if count is None or not kinds or not known:
        return visit.redirect("/items/generate", "items-write-incomplete", kind="fault")
    told = {"document": document, "kinds": kinds, "count": count}
    return visit.redirect(f"/jobs/{visit.application.jobs.put(visit.person, WRITE, told, at=visit.now)}")


@pages.get("/items/new", TRAINER)
def new(visit: Here) -> Response:
    """Which document, which article, which type; then the form."""
    asked = visit.request.query_params
    document, label, kind = (asked.get(name, "") for name in ("document", "article", "type"))
    articles = _articles(visit, document)
    found = next((one for one in articles if one.article.label == label), None)
    if found is None or kind not in list(ItemType):
        return _choose(visit, document, articles)
    return _form(visit, blank_fields(ItemType(kind)), found, "")


@pages.post("/items/new", TRAINER)
def make(visit: Here) -> Response:
    """Looks the new item through; the other button keeps it as a draft."""
    form = visit.form
    kind = form.choice("type", [one.value for one in ItemType])
    articles = _articles(visit, form.text("document"))
    found = next((one for one in articles if one.article.label == form.text("article")), None)
    if found is None or not kind:
        raise HTTPException(422)
    return _tried(visit, read_fields(form, ItemType(kind)), found, None, 0)


@pages.get("/items/{item_id}/edit", TRAINER)
def edit(visit: Here, item_id: str) -> Response:
    """The form with the item as it is."""
    opened = visit.application.quiz.items.open(visit.person, item_id)
    if opened is None:
        raise HTTPException(404)
    item = opened.kept.item
    found = article_of(visit.application.catalogue(), item.proof)
    words = item.proof.key_text if item.proof else ""
    return _form(visit, fields_of(item), found, words, item, opened.kept.version)


@pages.post("/items/{item_id}/edit", TRAINER)
def change(visit: Here, item_id: str) -> Response:
    """Looks the changed item through; the other button keeps it as a new version, a draft again."""
    opened = visit.application.quiz.items.open(visit.person, item_id)
    if opened is None:
        raise HTTPException(404)
    item, version = opened.kept.item, visit.form.number("version", 1, 10**6)
    if version != opened.kept.version:
        return visit.redirect(f"/items/{item_id}", "items-changed-meanwhile", kind="fault")
    found = article_of(visit.application.catalogue(), item.proof)
    return _tried(visit, read_fields(visit.form, item.type), found, item, version)


def _tried(
    visit: Visit, fields: Fields, found: CataloguedArticle | None, kept: Item | None, version: int
) -> Response:
    words = visit.form.text("words", longest=LONGEST_WORDS).replace("\r\n", "\n")
    made, faults = item_from(fields, kept)
    if visit.form.errors or made is None:
        return _form(visit, fields, found, words, kept, version, faults=faults, status=422)
    looked = None
    if found:
        proven = prove(made, found, words, kept.proof if kept else None)
        if proven is None:
            visit.form.errors["words"] = "items-words-elsewhere"
            return _form(visit, fields, found, words, kept, version, status=422)
        bank = {one.item.id: one.item for one in visit.application.quiz.items.bank.all()}
        looked = look(proven, found, visit.now.date(), bank)
        made = looked.item
    if not visit.form.text("keep"):
        return _form(visit, fields, found, words, kept, version, shown=made, looked=looked)
    desk = visit.application.quiz.items
    if kept is None and desk.bank.get(made.id):
        return visit.redirect(f"/items/{made.id}", "items-exists", kind="fault")
    done = desk.put(visit.person, [made], visit.now)
    return visit.redirect(f"/items/{made.id}", "items-kept" if done else "items-unchanged")


def _form(
    visit: Visit, fields: Fields, found: CataloguedArticle | None, words: str, kept: Item | None = None,
    version: int = 0, *, shown: Item | None = None, looked: Looked | None = None,
    faults: list[tuple[str, str]] | None = None, status: int = 200,
) -> Response:  # fmt: skip
    parts = [*fields.parts, *(blank_fields(ItemType.SINGLE) for _ in range(PARTS - len(fields.parts)))]
    return visit.render(
        "quiz/item_edit.html",
        status,
        fields=fields,
        parts=parts if fields.kind is ItemType.CASE else [],
        kinds=[(kind.value, visit.words(f"quiz-type-{kind.value}")) for kind in IN_PARTS],
        letters=LETTERS,
        difficulties=[(name, visit.words(f"papers-{level}")) for level, name in DIFFICULTIES.items()],
        found=found,
        key_words=words,
        kept=kept,
        version=version,
        one=keyed(shown, visit.words) if shown else None,
        shown=shown,
        looked=looked,
        faults=faults or [],
    )


def _choose(visit: Visit, document: str, articles: list[CataloguedArticle]) -> Response:
    day = visit.now.date()
    versions = visit.application.catalogue().versions().values()
    documents = sorted({(v.document_id, v.title) for v in versions if v.answers_on(day)}, key=lambda pair: pair[1])
    labels = [(one.article.label, f"{one.article.label} {one.article.text[:40]}") for one in articles]
    return visit.render(
        "quiz/item_new.html", documents=documents, document=document, articles=labels,
        kinds=[(kind.value, visit.words(f"quiz-type-{kind.value}")) for kind in ItemType],
    )  # fmt: skip


def _articles(visit: Visit, document: str) -> list[CataloguedArticle]:
    catalogue = visit.application.catalogue()
    versions = [one for one in catalogue.with_id(document) if one.answers_on(visit.now.date())] if document else []
    every = (found for version in versions for found in catalogue.articles_of(version))
    return [found for found in every if found.article.kind is ArticleKind.ARTICLE]
