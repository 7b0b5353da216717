"""The labelled questions, and what the scores make of answers."""

import json
from collections import Counter
from pathlib import Path

import pytest

import evals.answers
from evals.answers.labelled import BadLabels, read_labelled
from evals.answers.report import as_json, page, render
from evals.answers.rows import report_words
from evals.answers.score import fold, score
from knowledge.reference.titles import title_key
from tests.parts import open_application

QUESTIONS = Path(evals.answers.__file__).parent / "questions.jsonl"
TEXT = "处分分为：警告、记过、记大过、降级、撤职、开除。"


def citation(n=1, article="第六十二条", quote=TEXT, title="中华人民共和国公务员法"):
    return {"n": n, "title": title, "article": article, "quote": quote, "text": TEXT, "start": 0, "end": len(quote)}


def answer(id_, status="answered", text=f"“{TEXT}”[1]", citations=None):
    cited = [citation()] if citations is None else citations
    return {"id": id_, "status": status, "answer": text, "citations": cited, "elapsed_ms": 7}


@pytest.fixture
def scored(tmp_path):
    gold = [{"title": "公务员法", "article": "第六十二条"}]
    questions = [
        {"id": "a", "question": "？", "kind": "fact", "split": "test", "gold": gold, "must_contain": ["警告、记过"]},
        {"id": "b", "question": "？", "kind": "unanswerable", "split": "test"},
        {"id": "c", "question": "？", "kind": "hostile", "split": "test"},
    ]

    def run(*answers):
        for name, lines in (("questions", questions), ("answers", answers)):
            text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return score(tmp_path / "questions", tmp_path / "answers")

    return run


def test_a_right_run_scores_full_marks(scored):
    report = scored(answer("a"), answer("b", "not_found", "没有", []), answer("c", "declined", "不", []))
    found = report.splits["test"]
    assert (found.cited, found.contains, found.refused, found.wrongly_refused, found.verbatim) == (1, 1, 1, 0, 1)
    assert found.handled == 1
    assert as_json(report)["misses"] == []


def test_a_wrong_article_a_missing_string_and_an_answer_to_the_unanswerable_are_marked(scored):
    wrong = answer("a", text="没有提到[1]", citations=[citation(article="第六条")])
    report = scored(wrong, answer("b"), answer("c"))
    found = report.splits["test"]
    assert (found.cited, found.contains, found.refused, found.precision) == (0, 0, 0, 0)
    assert found.handled == pytest.approx(1 / 3)
    assert len(as_json(report)["misses"]) == 3


def test_a_quotation_that_is_not_in_its_text_or_a_mark_without_citation_is_not_verbatim(scored):
    altered = answer("a", citations=[citation(quote="处分分为两种")])
    report = scored(altered, answer("b", "not_found", "没有[3]", []), answer("c", "declined", "不", []))
    assert report.splits["test"].verbatim == pytest.approx(1 / 3)


def test_a_run_that_leaves_a_question_out_is_refused(scored):
    with pytest.raises(BadLabels, match="no answer to b"):
        scored(answer("a"))


def test_the_report_is_a_table_and_a_page_in_both_languages(scored):
    report = scored(answer("a", text="<b>错</b>[1]"), answer("b"), answer("c"))
    for language in ("zh", "en"):
        words = report_words(language)
        assert render(report, words).row_count == 1 + 3
        shown = page(report, words)
        assert shown.count("<tr>") == 2 + 4 + 3
        assert words("title") in shown


def test_the_set_is_as_large_as_it_must_be_and_its_halves_are_even():
    labelled = read_labelled(QUESTIONS)
    kinds = Counter(one.kind for one in labelled)
    assert len(labelled) >= 300
    assert all(kinds[kind] >= 40 for kind in ("fact", "colloquial", "responsibility", "list", "comparison"))
    assert (kinds["unanswerable"] >= 60, kinds["hostile"] >= 30) == (True, True)
    assert len({one.id for one in labelled}) == len(labelled)
    for kind, count in kinds.items():
        tuned = sum(one.split == "tune" for one in labelled if one.kind == kind)
        assert abs(2 * tuned - count) <= 1


@pytest.mark.shared
def test_every_gold_article_is_in_its_document_and_holds_the_gold_strings(policy_folder):
    catalogue = open_application(policy_folder).catalogue()
    texts = {}
    for version in catalogue.versions().values():
        for one in catalogue.articles_of(version):
            document = texts.setdefault(fold(title_key(version.title)), {})
            label = fold(one.article.label)
            document[label] = document.get(label, "") + fold(one.article.text)  # of every version
    checked = 0
    for labelled in read_labelled(QUESTIONS):
        found = []
        for gold in labelled.gold:
            key = fold(title_key(gold.title))
            document = next((articles for title, articles in texts.items() if title.startswith(key)), None)
            if document is None or not gold.article:
                break
            held = [text for label, text in document.items() if label.startswith(fold(gold.article))]
            assert held, (labelled.id, gold)
            found += held
        else:
            if labelled.gold and labelled.kind != "premise":
                checked += 1
                for span in labelled.must_contain:
                    assert any(fold(span) in text for text in found) or labelled.kind == "card", (labelled.id, span)
    assert checked >= 150
