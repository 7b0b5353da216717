"""The best candidates read word by word: what they gain, what stays, what is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.encoder.static import StaticEncoder
from knowledge.reference.clauses import clauses
from knowledge.search.closely import CloseReader
from knowledge.search.fusion import LEARNT, READ, Candidate, Reading, read_closely

ANSWER = "经营者应当在五个工作日内向消费者退还押金。"
AROUND = "本条例适用于本市行政区域内的各项活动。主管部门负责指导和监督。其他事项依照有关规定办理。" * 4
QUESTION = "押金多久退还"


@pytest.fixture(scope="module")
def reader():
    return CloseReader(StaticEncoder())


def read(reader, *texts):
    return reader.read(QUESTION, reader.words([("消费条例", text) for text in texts]))


def test_the_clause_that_answers_is_not_drowned_by_a_long_article(reader):
    short, long, other = read(reader, ANSWER, AROUND + ANSWER, AROUND)
    assert long.covered == pytest.approx(short.covered, abs=1e-5)
    assert long.covered > other.covered
    assert long.met > other.met


def test_words_of_the_question_itself_meet_it_wholly(reader):
    (whole,) = read(reader, QUESTION)
    assert whole == pytest.approx((1, 1), abs=1e-5)


def test_nothing_to_read_is_no_fault(reader):
    assert reader.read(QUESTION, []) == []
    assert reader.read("，。？", reader.words([("条例", ANSWER)])) == [(0, 0)]
    assert reader.read(QUESTION, reader.words([("", ""), ("", "。")])) == [(0, 0), (0, 0)]


@given(st.text(alphabet="押金退还。；：\n ", max_size=60))
def test_clauses_leave_nothing_out(text):
    assert "".join("".join(clauses(text)).split()) == "".join(text.split())


def test_what_was_not_read_never_passes_what_was():
    ranked = [(Candidate("a", number, 0.0, 0.0), 100.0 - number) for number in range(READ + 5)]
    readings = {("a", number): Reading(number / READ, 0.5) for number in range(READ)}
    after = read_closely(ranked, readings)
    assert {one.ordinal for one, _ in after[:READ]} == set(range(READ))
    assert after[READ:] == ranked[READ:]
    assert dict(after)[ranked[0][0]] == 100.0
    assert dict(after)[ranked[9][0]] == pytest.approx(91 + LEARNT.met * 9 / READ)


def test_without_any_reading_all_stays_as_it_was():
    ranked = [(Candidate("a", number, 0.0, 0.0), float(-number)) for number in range(3)]
    assert read_closely(ranked, {}) == ranked


class Texts:
    def __init__(self):
        self.asked = []

    def texts_at(self, places, _known):
        self.asked += places
        return {place: (("第一章",), ANSWER if place[1] == 2 else AROUND) for place in places if place[1] < 3}


def nothing(_places, _model):
    return {}


def test_each_article_is_fetched_once_and_one_that_is_gone_is_passed_over():
    reader, texts = CloseReader(StaticEncoder()), Texts()
    versions = {"a": type("Version", (), {"title": "消费条例"})}
    ranked = [(Candidate("a", number, 0.0, 0.0), 10.0) for number in range(4)]
    for _ in range(2):
        after, _ = reader.reordered(QUESTION, ranked, nothing, texts, versions)
        assert after[0][0].ordinal == 2
    assert texts.asked == [("a", 0), ("a", 1), ("a", 2), ("a", 3), ("a", 3)]


def test_what_was_cut_when_it_was_taken_in_is_not_fetched(reader):
    texts, versions = Texts(), {"a": type("Version", (), {"title": "消费条例"})}
    ranked = [(Candidate("a", number, 0.0, 0.0), 10.0) for number in range(3)]
    cut = reader.words([("消费条例 第一章", ANSWER if number == 2 else AROUND) for number in range(3)])
    asked = []

    def stored(places, model):
        asked.append(model)
        return {place: cut[place[1]] for place in places if place[1] > 0}

    fresh = CloseReader(StaticEncoder())
    assert fresh.reordered(QUESTION, ranked, stored, texts, versions) == reader.reordered(
        QUESTION, ranked, nothing, Texts(), versions
    )
    assert texts.asked == [("a", 0)]
    assert asked == [StaticEncoder().name]
