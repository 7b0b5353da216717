"""What a cross-validation keeps back, and what it asks."""

from evals.encoder.texts import Text
from evals.retrieval.held_out import by_law, by_question
from evals.retrieval.learn import Learner
from evals.retrieval.library import Library
from evals.retrieval.questions import Question
from evals.retrieval.validate import Asked
from knowledge.encoder import make_encoder


def question(number, *laws):
    return Question(str(number), f"第{number}问", frozenset((law, "第一条") for law in laws))


QUESTIONS = [question(n, f"law{n % 7}") for n in range(35)] + [question(99, "law0", "law6")]


def test_every_question_is_asked_once_by_question_and_is_not_trained_on_then():
    parts = by_question(QUESTIONS, 5)
    assert sorted(one.id for part in parts for one in part.asked) == sorted(one.id for one in QUESTIONS)
    assert all({one.text for one in part.asked} == part.questions for part in parts)


def test_no_law_asked_about_is_trained_on():
    parts = by_law(QUESTIONS, 3)
    assert all(one.laws <= part.laws for part in parts for one in part.asked)
    assert sum(len(part.laws) for part in parts) == 7
    assert sum(len(part.asked) for part in parts) >= 35


def test_a_library_finds_what_shares_words_and_scores_both_sides(tmp_path, monkeypatch):
    monkeypatch.setattr("evals.retrieval.library.CANDIDATES", 1)
    articles = [
        Text("承诺条例", "第一条", ("总则",), "行政机关应当履行承诺。"),
        Text("借款条例", "第一条", (), "借款人应当返还借款。"),
        Text("借款条例", "第二条", (), "贷款人不得预先扣除利息。"),
    ]
    library = Library(articles, tmp_path)
    asked = Question("1", "政府承诺要履行吗", frozenset({("承诺条例", "1")}))
    found = library.find([asked.text], make_encoder(None))[0]
    assert library.key(found.lexical[0]).startswith("承诺条例")
    assert all(one.lexical >= 0 for one in found.candidates)
    key = library.key(found.lexical[0]).split("#")
    asked = Question("1", asked.text, frozenset({(key[0], key[1])}))
    learner = Learner([Asked(by_question([asked], 1)[0], (found,), {})] * 2, library)
    assert learner.table()["as shipped"]["MRR@10"] == 1.0
