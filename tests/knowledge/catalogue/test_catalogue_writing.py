"""The catalogue on SQLite and PostgreSQL: nothing half seen, nothing lost or doubled, each to their audience."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.catalogue.reading import AT_ONCE, Catalogue
from knowledge.catalogue.writing import CatalogueWriter, Source, identified
from knowledge.model import (
    Audience,
    DateName,
    DocumentReference,
    DocumentType,
    Relation,
    Responsibility,
    Status,
)
from knowledge.reference.labels import label_key
from knowledge.reference.numbers import document_number_key
from knowledge.reference.titles import title_key
from tests.parts import show, staged
from tests.samples import regulation, repealing

TODAY = date(2026, 1, 1)
EVERYONE = frozenset(Audience)
OLD = regulation("旧的第一条。", "旧的第二条。", in_force=date(2019, 5, 1))
NEW = regulation("新的第一条。", "新的第二条。", "新的第三条。", in_force=date(2023, 7, 1))


@pytest.fixture
def writer(engine):
    return CatalogueWriter(engine)


@pytest.fixture
def catalogue(engine):
    return Catalogue(engine, EVERYONE)


def texts(catalogue):
    return sorted(a.article.text for v in catalogue.versions().values() for a in catalogue.articles_of(v))


def test_what_is_staged_is_seen_by_nobody(writer, catalogue):
    writer.stage([staged(OLD)])
    assert catalogue.versions() == {}
    assert catalogue.with_title(title_key(OLD.title)) == []
    assert catalogue.passages_by_audience() == {}
    assert catalogue.title_keys() == []


def test_a_version_is_shown_whole_with_all_that_was_read(writer, catalogue):
    duty = Responsibility(("市政府办公室",), ("市财政局",), "2021年年底前", date(2021, 12, 31), "登记。", 0, 3)
    first = replace(OLD.articles[0], heading="登记", headings=("总则", "登记"), page=2, responsibilities=(duty,))
    reference = DocumentReference("上位法", "国发〔2016〕76号", Relation.IMPLEMENTS)
    parsed = replace(
        OLD, articles=(first, *OLD.articles[1:]), number="青政办发〔2021〕7号", issuer="青石市人民政府", region="青石",
        references=(reference,), restored=("2012816 → 2012年8月16日",), short_titles=("服务条例",),
        declared=Status.IN_FORCE, index_number="QS-1", disclosure="主动公开",
        dates={DateName.IN_FORCE: date(2019, 5, 1), DateName.SIGNED: date(2019, 4, 2)},
    )  # fmt: skip
    (version_id,) = show(writer, parsed)
    version = catalogue.versions()[version_id]
    assert (version.title, version.number, version.issuer, version.region) == (
        parsed.title, parsed.number, parsed.issuer, parsed.region,
    )  # fmt: skip
    assert (version.dates, version.effective, version.articles) == (parsed.dates, date(2019, 5, 1), 2)
    assert (version.index_number, version.disclosure, version.declared) == ("QS-1", "主动公开", Status.IN_FORCE)
    assert [found.article for found in catalogue.articles_of(version)] == list(parsed.articles)
    assert [found.article for found in catalogue.articles_at([(version_id, 1), (version_id, 0), ("no", 0)],
            {version_id: version})] == [parsed.articles[1], parsed.articles[0]]  # fmt: skip
    assert catalogue.article_labelled(version, label_key("第1条"))[0].article == first
    assert catalogue.references_of(version) == [reference]
    assert catalogue.restored(version) == list(parsed.restored)
    assert catalogue.responsible(due_by=date(2021, 12, 31)) == [(version_id, 0, duty)]
    assert catalogue.responsible(due_by=date(2021, 12, 30)) == []
    assert catalogue.with_title(title_key("服务条例")) == [version]
    assert catalogue.with_number(document_number_key("青政办发[2021]7号")) == [version]
    assert catalogue.with_id(version.document_id) == catalogue.with_id(version_id) == [version]
    assert catalogue.referring_to([title_key("上位法")]) == [(version, Relation.IMPLEMENTS)]


def test_articles_are_found_at_the_places_asked_for_and_at_no_crossing_of_them(writer, catalogue):
    duty = Responsibility(("市政府办公室",), (), "", None, "登记。", 0, 3)
    many = replace(OLD, articles=tuple(replace(OLD.articles[0], text=f"第{n}件事。") for n in range(2 * AT_ONCE + 3)))
    other = replace(OLD, title="另一办法", articles=(*OLD.articles, replace(OLD.articles[0], responsibilities=(duty,))))
    (first, second) = (*show(writer, many), *show(writer, other))
    known = catalogue.versions()
    places = [(first, n) for n in reversed(range(2 * AT_ONCE + 3))]
    places += [(second, 2), (first, 99), (second, 0), (first, 0)]
    there = [place for place in places if place != (first, 99)]
    found = catalogue.articles_at(places, known, catalogue.dutiful())
    assert [(one.version.id, one.ordinal) for one in found] == there
    assert found == catalogue.articles_at(places, known)
    assert found[-3].article.responsibilities == (duty,)
    assert catalogue.dutiful() == {second}
    assert catalogue.texts_at(places, known) == {
        (one.version.id, one.ordinal): ((*one.article.headings, one.article.heading), one.article.text) for one in found
    }


def test_a_superseded_version_stays_for_its_own_days(writer, catalogue):
    old_id, new_id = show(writer, OLD, NEW)
    versions = catalogue.versions()
    assert versions[old_id].document_id == versions[new_id].document_id
    assert versions[old_id].status_on(date(2020, 1, 1)) is Status.IN_FORCE
    assert versions[new_id].status_on(date(2020, 1, 1)) is Status.NOT_YET_IN_FORCE
    assert versions[old_id].status_on(TODAY) is Status.SUPERSEDED
    assert versions[new_id].status_on(TODAY) is Status.IN_FORCE


def test_the_order_in_which_versions_come_in_makes_no_difference(writer, catalogue):
    (new_id,) = show(writer, NEW, source="/new")
    (old_id,) = show(writer, OLD, source="/old")
    assert catalogue.versions()[old_id].superseded_on == date(2023, 7, 1)
    assert catalogue.versions()[new_id].superseded_on is None


def test_taking_the_newer_version_out_brings_the_older_back_into_force(writer, catalogue):
    old_id, new_id = show(writer, OLD, NEW)
    writer.activate((), [new_id], ())
    assert list(catalogue.versions()) == [old_id]
    assert catalogue.versions()[old_id].status_on(TODAY) is Status.IN_FORCE


def test_a_repeal_ends_a_document_on_its_day_and_not_before(writer, catalogue):
    (old_id,) = show(writer, OLD, source="/old")
    show(writer, repealing(OLD.title, date(2022, 1, 1)), source="/repeal")
    version = catalogue.versions()[old_id]
    assert version.status_on(date(2021, 12, 31)) is Status.IN_FORCE
    assert version.status_on(date(2022, 1, 1)) is Status.REPEALED


def test_a_repeal_does_not_reach_a_version_made_after_it(writer, catalogue):
    show(writer, repealing(NEW.title, date(2022, 1, 1)), source="/repeal")
    old_id, new_id = show(writer, OLD, NEW)
    assert catalogue.versions()[old_id].repealed_on == date(2022, 1, 1)
    assert catalogue.versions()[new_id].repealed_on is None


def test_a_repeal_taken_out_revives_the_document(writer, catalogue):
    (old_id,) = show(writer, OLD, source="/old")
    (repeal_id,) = show(writer, repealing(OLD.title, date(2022, 1, 1)), source="/repeal")
    writer.activate((), [repeal_id], ())
    assert catalogue.versions()[old_id].repealed_on is None


@pytest.mark.parametrize(
    "kind",
    [
        DocumentType.DRAFT,
        DocumentType.NEWS,
        DocumentType.FAQ,
        DocumentType.INTERPRETATION,
        DocumentType.HANDBOOK,
        DocumentType.OTHER,
    ],
)
def test_what_has_no_legal_effect_repeals_nothing(writer, catalogue, kind):
    (old_id,) = show(writer, OLD, source="/old")
    show(writer, replace(repealing(OLD.title, date(2022, 1, 1)), type=kind), source="/repeal")
    assert catalogue.versions()[old_id].repealed_on is None


@pytest.mark.parametrize(
    ("named", "borne", "repealed"),
    [
        ("青政发〔2010〕3号", "青政发[2010]3号", date(2022, 1, 1)),
        ("青政发〔2010〕3号", "赤政发〔2011〕8号", None),
        ("青政发〔2010〕3号", "", date(2022, 1, 1)),
        ("", "青政发〔2010〕3号", date(2022, 1, 1)),
    ],
)
def test_a_repeal_reaches_the_document_of_its_number(writer, catalogue, named, borne, repealed):
    (old_id,) = show(writer, replace(OLD, type=DocumentType.NORMATIVE, number=borne), source="/old")
    decision = repealing(OLD.title, date(2022, 1, 1))
    references = tuple(replace(one, number=named) for one in decision.references)
    show(writer, replace(decision, references=references), source="/repeal")
    assert catalogue.versions()[old_id].repealed_on == repealed


def test_a_card_gives_way_to_its_original_and_comes_back_without_it(writer, catalogue):
    card = replace(OLD, card=True, articles=OLD.articles[:1])
    (card_id,) = show(writer, card, source="/card")
    assert catalogue.versions()[card_id].answers_on(TODAY)
    (original_id,) = show(writer, OLD, source="/original")
    assert catalogue.versions()[card_id].shadowed
    assert not catalogue.versions()[card_id].answers_on(TODAY)
    writer.activate((), [original_id], ())
    assert catalogue.versions()[card_id].answers_on(TODAY)


def test_the_public_sees_public_documents_alone(writer, engine):
    inner = replace(regulation("内部口径。", title="核查意见"), type=DocumentType.NORMATIVE, audience=Audience.STAFF)
    (inner_id,) = show(writer, inner, source="/inner")
    (open_id,) = show(writer, OLD, source="/open")
    public = Catalogue(engine, {Audience.PUBLIC})
    assert set(public.versions()) == {open_id}
    assert public.with_id(inner_id) == public.with_title(title_key("核查意见")) == []
    assert [version_id for _, version_id in public.title_keys()] == [open_id]
    assert set(public.passages_by_audience()) == {Audience.PUBLIC}
    assert set(Catalogue(engine, EVERYONE).versions()) == {open_id, inner_id}
    assert public.corpus_id() != Catalogue(engine, EVERYONE).corpus_id()


def test_the_corpus_is_named_by_what_is_visible_alone(writer, catalogue):
    empty = catalogue.corpus_id()
    writer.stage([staged(OLD)])
    assert catalogue.corpus_id() == empty
    (old_id,) = show(writer, OLD)
    with_old = catalogue.corpus_id()
    assert with_old != empty
    writer.activate((), [old_id], ())
    assert catalogue.corpus_id() == empty


def test_every_change_counts_the_revision_up(writer, catalogue):
    assert catalogue.revision() == 0
    show(writer, OLD)
    show(writer, NEW)
    assert catalogue.revision() == 2


# What a kill can leave behind, step by step. The next run starts with a sweep; then all is as if nothing had been.


def test_killed_after_staging_the_next_run_forgets_it(writer, catalogue):
    writer.stage([staged(OLD)])
    leftovers = writer.leftovers()
    assert list(leftovers) == [staged(OLD).version_id]
    assert leftovers[staged(OLD).version_id] == (Audience.PUBLIC, [(0, 1), (1, 1)])
    writer.forget(list(leftovers))
    assert writer.leftovers() == {}
    show(writer, OLD)
    assert texts(catalogue) == ["旧的第一条。", "旧的第二条。"]


def test_staging_the_same_again_doubles_nothing(writer, catalogue):
    writer.stage([staged(OLD)])
    writer.stage([staged(OLD)])
    show(writer, OLD)
    assert texts(catalogue) == ["旧的第一条。", "旧的第二条。"]


def test_killed_after_activation_the_retired_version_is_swept_and_never_seen(writer, catalogue):
    (old_id,) = show(writer, OLD)
    changed = replace(OLD, articles=NEW.articles)
    show(writer, changed, retire=[old_id])
    assert texts(catalogue) == sorted(article.text for article in NEW.articles)
    assert list(writer.leftovers()) == [old_id]
    writer.forget(list(writer.leftovers()))
    writer.forget([old_id])
    assert writer.leftovers() == {}
    assert texts(catalogue) == sorted(article.text for article in NEW.articles)


def test_a_document_without_versions_is_forgotten_and_can_come_again(writer, catalogue):
    (old_id,) = show(writer, OLD)
    writer.activate((), [old_id], ())
    writer.forget([old_id])
    assert catalogue.versions() == {}
    show(writer, OLD)
    assert len(catalogue.versions()) == 1


def test_files_taken_in_are_on_record_with_the_audience_asked_for(writer, catalogue):
    writer.activate((), (), [Source("/a", "1", ""), Source("/b", "2", "staff")])
    writer.activate((), (), [Source("/a", "3", "public")])
    assert catalogue.source_digests() == {"/a": ("3", "public"), "/b": ("2", "staff")}
    writer.forget_sources(["/a"])
    assert catalogue.source_digests() == {"/b": ("2", "staff")}


def test_a_copy_finds_the_place_taken_whatever_its_audience(writer):
    (old_id,) = show(writer, OLD, source="/first")
    occupant = writer.occupant(identified(replace(OLD, audience=Audience.STAFF))[1])
    assert (occupant.version_id, occupant.source) == (old_id, "/first")
    assert writer.occupant(identified(NEW)[1]) is None
    assert writer.from_source("/first") == [old_id]


def test_a_card_gives_way_to_its_original_only_for_those_who_may_read_it(writer, engine):
    card = replace(NEW, card=True, audience=Audience.PUBLIC)
    original = replace(NEW, audience=Audience.STAFF)
    show(writer, card, original)
    public = Catalogue(engine, {Audience.PUBLIC}).versions().values()
    assert [version.shadowed for version in public] == [False]
    staff = Catalogue(engine, EVERYONE).versions().values()
    assert {version.card: version.shadowed for version in staff} == {True: True, False: False}


def test_documents_and_articles_know_how_many_others_point_at_them(writer, catalogue):
    cited, *_ = show(writer, OLD)
    one = regulation("依照《青石市诚信服务条例》第二条。", "青石市诚信服务条例第二条不用。", title="青石市办事规定")
    two = regulation("依照本条例第二条。", "《青石市诚信服务条例》第九条。", title="青石市小城条例")
    show(writer, one, two)
    assert catalogue.documents_citing() == {cited: 2}
    assert catalogue.articles_citing() == {(cited, 1): 2}


def test_a_document_for_staff_does_not_count_where_only_the_public_may_look(engine, writer):
    cited, *_ = show(writer, OLD)
    show(writer, regulation("依照《青石市诚信服务条例》第二条。", title="青石市内部办法", audience=Audience.STAFF))
    public = Catalogue(engine, {Audience.PUBLIC})
    assert (public.documents_citing(), public.articles_citing()) == ({}, {})
    assert Catalogue(engine, EVERYONE).documents_citing() == {cited: 1}
