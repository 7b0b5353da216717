"""What a changed law does to its items: 监察法 2018 to 2024."""

from collections import Counter
from datetime import date

import pytest

from assistant.quiz.bank.recheck import Change, Verdict, match_articles, recheck
from assistant.quiz.generate import generate
from knowledge.model import Article
from tests.assistant.quiz.made import articles, statute, version


@pytest.fixture(scope="module")
def laws(shared):
    folder = shared / "laws" / "national" / "宪法相关法"
    return statute(folder / "监察法(2018-03-20).md"), statute(folder / "监察法(2024-12-25).md")


def test_the_articles_of_the_supervision_law_find_their_successors(laws):
    old, new = ([found.article for found in law] for law in laws)
    counted = Counter(match.change for match in match_articles(old, new))
    assert counted == {Change.IN_PLACE: 12, Change.RENUMBERED: 34, Change.CHANGED: 21, Change.GONE: 2}


def test_items_are_recited_reviewed_pulled_or_retired_as_their_text_fared(laws):
    old, new = laws
    items = generate(old, date(2026, 1, 1)).items
    matches = match_articles([found.article for found in old], [found.article for found in new])
    now = {found.article.digest: found.article for found in new}
    verdicts = Counter()
    for item in items:
        made = recheck(item, matches, new[0].version)
        verdicts[made.verdict] += 1
        if made.verdict in (Verdict.RECITED, Verdict.FAST_REVIEW):
            proof = made.item.proof
            article = now[proof.digest]
            assert article.text[proof.start : proof.end] == proof.key_text == item.proof.key_text
            assert f"》{article.label}" in made.item.stem
            assert made.item.id == item.id
        if made.verdict is Verdict.FAST_REVIEW:
            assert made.before != made.after
    assert verdicts[Verdict.RECITED] > 10
    assert verdicts[Verdict.FAST_REVIEW] > 5
    assert verdicts[Verdict.PULLED] > 0


def next_law(text, label="第一条"):
    return [Article(label, text)]


def test_a_changed_key_is_pulled_and_a_change_beside_it_is_reviewed_fast():
    (found,) = articles("新录用的公务员试用期为一年。试用期满合格的，予以任职。")
    item = next(i for i in generate([found], date(2026, 1, 1)).items if i.proof.key_text == "一")
    other = version(id="next")

    def verdict(text):
        return recheck(item, match_articles([found.article], next_law(text)), other).verdict

    assert verdict("新录用的公务员试用期为二年。试用期满合格的，予以任职。") is Verdict.PULLED
    assert verdict("新录用的公务员试用期为一年。试用期满考核合格的，予以任职定级。") is Verdict.FAST_REVIEW
    assert verdict("本法自公布之日起施行，原办法同时废止。") is Verdict.RETIRED
    assert verdict(found.article.text) is Verdict.UNTOUCHED
