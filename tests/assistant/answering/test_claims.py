"""A sentence holds only if what it says stands in what it cites."""

from datetime import date

import pytest

from assistant.answering.claims import holds
from knowledge.model import Article, Audience, CataloguedArticle, DateName, DocumentType, Status, Version

TEXT = "各单位对外作出的承诺，应当在作出之日起三日内登记。（牵头单位：市政府办公室；完成时限：2021年底前）"


@pytest.fixture
def cited():
    version = Version(
        id="v", document_id="d", title="青石市政务承诺管理实施方案", part="", number="青政办发〔2021〕7号",
        issuer="青石市人民政府办公室", region="青石", type=DocumentType.NORMATIVE, audience=Audience.PUBLIC,
        dates={DateName.SIGNED: date(2021, 3, 5)}, articles=1, declared=Status.IN_FORCE,
    )  # fmt: skip
    return [CataloguedArticle(version, 0, Article("二、（一）", TEXT, "登记承诺事项"))]


@pytest.mark.parametrize(
    "sentence",
    [
        "对外作出的承诺应当在作出之日起3日内登记。",
        "市政府办公室牵头登记承诺，2021年底前完成。",
        "青政办发〔2021〕7号规定“应当在作出之日起三日内登记”。",
    ],
)
def test_what_the_source_says_holds_however_numbers_are_written(cited, sentence):
    assert holds(sentence, cited)


@pytest.mark.parametrize(
    "sentence",
    [
        "对外作出的承诺应当在作出之日起五日内登记。",
        "对外作出的承诺应当在作出之日起三个月内登记。",
        "市财政局牵头登记对外作出的承诺。",
        "对外作出的承诺不得在三日内登记。",
        "方案规定“可以不登记”，对外作出的承诺三日内登记。",
        "承诺登记见第十五条，应当在作出之日起三日内登记。",
        "对外作出的承诺三日内登记，见 http://example.com 。",
        "宇宙飞船的燃料由登记人保管。",
        "",
    ],
)
def test_what_the_source_does_not_say_falls(cited, sentence):
    assert not holds(sentence, cited)


def test_a_sentence_without_a_citation_falls(cited):
    assert not holds("对外作出的承诺应当在作出之日起三日内登记。", [])
    assert not holds("对外作出的承诺应当在作出之日起三日内登记。", None)


@pytest.mark.parametrize(
    ("sentence", "held"),
    [
        ("A promise must be registered: “应当在作出之日起三日内登记”.", True),
        ("Officials may accept gifts.", False),
        ("Promises need no registration, as everybody knows.", False),
        ("王局长收受贿赂，应当开除。", False),
        ("It says 各单位可以收礼 and “三日内登记”.", False),
        ("It says “可以收礼”.", False),
    ],
)
def test_a_sentence_in_english_quotes_what_it_rests_on(cited, sentence, held):
    assert holds(sentence, cited, "en") is held


def test_a_judgement_on_somebody_falls(cited):
    assert not holds("各单位对外作出的承诺，李局长贪污了，应当在作出之日起三日内登记。", cited)
