"""The cards that ship against their originals, and the check itself."""

from dataclasses import replace

import pytest

from evals.library.check import check
from evals.library.handbook import check_handbook
from evals.library.pairs import SHARED, Pair, read_pairs
from evals.library.terms import check_glossary
from knowledge.model import Article, DocumentType, ParsedDocument

ORIGINAL = ParsedDocument(
    "甲办法",
    DocumentType.NORMATIVE,
    (
        Article("第一条", "申请人应当自收到决定之日起三十日内向监察机关提出。", "提出"),
        Article("第二条", "本办法自2020年3月1日起施行，《乙办法》（丙发〔2019〕4号）同时废止。"),
    ),
)


def faults(*lines):
    return check(Pair("slug", replace(ORIGINAL, articles=lines, card=True), ORIGINAL)).faults


GOOD = (Article("第一条", "向监察机关提出，限30日内。"), Article("第二条", "2020年3月1日施行，丙发〔2019〕4号作废。"))


def test_a_true_card_has_no_faults():
    assert faults(*GOOD) == []


def test_an_article_without_a_line_and_a_line_without_an_article_are_faults():
    found = faults(GOOD[0], Article("第三条", "多出来的。"))
    assert {"第二条: no line", "第三条: no such article"} <= set(found)


@pytest.mark.parametrize(
    "text",
    [
        "向监察机关提出，限15日内。",
        "向监察机关提出，限30个工作日内。",
        "向审计机关提出，限30日内。",
        "按《丁办法》提出，限30日内。",
        "按丙发〔2018〕4号提出，限30日内。",
        "“三十个工作日”内提出。",
    ],
)
def test_a_fact_that_the_article_does_not_state_is_a_fault(text):
    assert len(faults(Article("第一条", text), GOOD[1])) >= 1


def test_a_run_of_sixteen_characters_is_a_fault():
    (fault,) = faults(Article("第一条", "申请人应当自收到决定之日起三十日内要说。"), GOOD[1])
    assert "in a row" in fault


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared with the originals")
def test_every_card_that_ships_is_true_to_its_original():
    pairs = read_pairs()
    assert len(pairs) == 14
    assert [fault for pair in pairs for fault in check(pair).faults] == []


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared with the originals")
def test_the_handbook_rests_on_articles_that_exist_and_say_its_numbers():
    verdict = check_handbook(read_pairs())
    assert verdict.faults == []


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared with the originals")
def test_every_term_of_the_glossary_stands_in_an_article_it_names():
    assert check_glossary(read_pairs()).faults == []
