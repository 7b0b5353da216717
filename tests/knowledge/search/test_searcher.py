"""Search over both indexes: what is named comes first, what does not hold stays out, audiences stay apart."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.model import Audience, DocumentType
from knowledge.search.filters import Filters
from tests.parts import take_in
from tests.samples import regulation

TODAY = date(2026, 1, 1)
RULES = "窗口单位应当在五个工作日内答复群众的书面询问。"


@pytest.fixture
def searcher(application):
    old = regulation("为了提高服务质量，制定本条例。", RULES.replace("五个", "十个"), in_force=date(2019, 5, 1))
    new = regulation("为了提高服务质量，制定本条例。", RULES, in_force=date(2023, 7, 1))
    other = regulation("收费应当公示标准。", "采购应当公开招标。", title="白水县收费管理规定", region="白水")
    memo = replace(
        regulation("抽查名单在核查前不得对外透露。", title="内部核查工作意见", number="青政办函〔2022〕19号"),
        type=DocumentType.NORMATIVE, audience=Audience.STAFF,
    )  # fmt: skip
    future = regulation("网上答复应当即时。", title="网上服务规定", in_force=date(2030, 1, 1))
    take_in(application, old, new, other, memo, future)
    return application.searcher()


def found(searcher, question, top_k=10, **filters):
    results = searcher.search(question, Filters(filters.pop("as_of", TODAY), **filters), top_k)
    return [(hit.found.version.title, hit.found.article.label, hit.found.version.effective) for hit in results]


NEW = ("青石市诚信服务条例", "第二条", date(2023, 7, 1))
OLD = ("青石市诚信服务条例", "第二条", date(2019, 5, 1))


def test_the_article_that_answers_comes_first(searcher):
    assert found(searcher, "群众书面询问几天内要答复", 1) == [NEW]


def test_only_what_is_in_force_on_the_day_is_found(searcher):
    question = "群众书面询问几天内要答复"
    assert OLD not in found(searcher, question)
    assert found(searcher, question, as_of=date(2020, 1, 1))[0] == OLD
    assert NEW not in found(searcher, question, as_of=date(2020, 1, 1))
    assert not any(title == "网上服务规定" for title, *_ in found(searcher, "网上答复应当即时"))
    assert {OLD, NEW} <= set(found(searcher, question, any_validity=True))


def test_an_article_named_outright_comes_first_whatever_the_words(searcher):
    assert found(searcher, "白水县收费管理规定第二条怎么说", 1)[0][:2] == ("白水县收费管理规定", "第二条")
    assert found(searcher, "《白水县收费管理规定》第1条", 1)[0][:2] == ("白水县收费管理规定", "第一条")


def test_a_document_named_by_its_number_comes_first(searcher):
    assert found(searcher, "青政办函[2022]19号 公示标准", 1)[0][0] == "内部核查工作意见"


def test_the_public_never_finds_a_document_for_staff(application, searcher):
    public = application.searcher(frozenset({Audience.PUBLIC}))
    assert found(searcher, "抽查名单可以对外透露吗", 1)[0][0] == "内部核查工作意见"
    for question in ("抽查名单可以对外透露吗", "内部核查工作意见第一条", "青政办函〔2022〕19号"):
        assert not any(title == "内部核查工作意见" for title, *_ in found(public, question, 100))


def test_a_search_can_be_narrowed(searcher):
    assert {title for title, *_ in found(searcher, "应当", regions=frozenset({"白水"}))} == {"白水县收费管理规定"}
    types = frozenset({DocumentType.NORMATIVE})
    assert {title for title, *_ in found(searcher, "名单", types=types)} == {"内部核查工作意见"}
    assert {title for title, *_ in found(searcher, "名单", audience=Audience.STAFF)} == {"内部核查工作意见"}


def test_scores_fall_with_rank_and_no_article_comes_twice(searcher):
    results = searcher.search("应当公开答复", Filters(TODAY), 10)
    scores = [hit.score for hit in results]
    assert scores == sorted(scores, reverse=True)
    places = [(hit.found.version.id, hit.found.ordinal) for hit in results]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("question", ["", "？？？", "☃", "a" * 5000, "第" * 300, "（（（《《《"])
def test_a_question_without_sense_is_no_fault(searcher, question):
    assert isinstance(searcher.search(question, Filters(TODAY), 5), list)


def test_an_empty_base_finds_nothing(application):
    assert application.searcher().search("承诺", Filters(TODAY), 5) == []


def test_a_search_sees_what_was_taken_in_after_it_was_made(application, searcher):
    searcher.search("冬季供暖", Filters(TODAY), 1)
    take_in(application, regulation("冬季供暖应当按时足温。", title="青石市供暖规定"))
    assert found(searcher, "冬季供暖", 1)[0][0] == "青石市供暖规定"


def test_the_end_of_a_title_names_the_document_if_only_one_ends_so(searcher):
    assert found(searcher, "收费管理规定第一条", 1)[0][:2] == ("白水县收费管理规定", "第一条")


def test_a_label_alone_brings_the_articles_that_have_it_to_the_top(searcher):
    assert [label for _, label, _ in found(searcher, "第二条", 2)] == ["第二条", "第二条"]


def test_an_issuer_that_is_named_brings_its_document(application, searcher):
    take_in(application, regulation("应当公开答复。", title="网上办事指南", issuer="黑水镇人民政府", region=""))
    assert found(searcher, "黑水镇人民政府怎样答复群众的书面询问", 1)[0][0] == "网上办事指南"


def test_the_year_of_a_document_counts_the_year_of_an_event_does_not(application, searcher):
    for year in (2019, 2021):
        number = f"青政发〔{year}〕1号"
        take_in(application, regulation("办事大厅应当延时服务。", title=f"大厅工作意见之{year - 2000}", number=number))
    assert found(searcher, "2021年的大厅工作意见", 1)[0][0] == "大厅工作意见之21"
    assert found(searcher, "2019年印发的大厅工作意见", 1)[0][0] == "大厅工作意见之19"


def test_a_narrow_search_is_found_by_likeness_too(searcher):
    """The dense side keeps to the filters by itself: no word of the question stands in the article."""
    hits = searcher.search("多少钱", Filters(TODAY, regions=frozenset({"白水"})), 5)
    assert {hit.found.version.title for hit in hits} == {"白水县收费管理规定"}
    assert any(hit.similarity for hit in hits)


def test_an_answer_sees_one_state_of_the_documents_from_its_beginning_to_its_end(application, searcher):
    with searcher.holding() as held:
        take_in(application, regulation("泊位应当免费开放。", title="停车泊位管理规定"))
        assert searcher.snapshot() is held
        assert not any(title == "停车泊位管理规定" for title, *_ in found(searcher, "泊位应当免费开放"))
    assert searcher.snapshot().revision > held.revision
    assert found(searcher, "泊位应当免费开放", 1)[0][0] == "停车泊位管理规定"


def test_the_titles_in_a_text_are_those_that_stand_in_it_the_longest_first(searcher):
    snapshot = searcher.snapshot()
    texts = [*snapshot.titles_by_length, "按白水县收费管理规定和青石市诚信服务条例办", "收费", "白水县收费管理规", ""]
    assert len(snapshot.titles_by_length) >= 4
    for text in texts:
        assert snapshot.titles_in(text) == [title for title in snapshot.titles_by_length if title in text]
