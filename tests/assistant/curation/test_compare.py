"""Two versions side by side: nothing of either text is lost, and what moved is found again."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.curation.compare import Change, compare, stretches, summary
from knowledge.model import Article

TEXT = st.text("甲乙丙丁。，\n", max_size=40)


def articles(*texts):
    return [Article(f"第{number}条", text, "", ()) for number, text in enumerate(texts, 1)]


def test_an_article_is_the_same_changed_added_or_removed():
    before = articles("立法目的。", "三日内登记。", "旧规定。")
    after = [*articles("立法目的。", "五日内登记。"), Article("第九条", "新规定。", "", ())]
    found = compare(before, after)
    assert [one.change for one in found] == [Change.SAME, Change.CHANGED, Change.ADDED, Change.REMOVED]
    assert found[1].stretches == (
        (Change.REMOVED, "三"),
        (Change.ADDED, "五"),
        (Change.SAME, "日内登记。"),
    )
    assert summary(found)[Change.SAME] == 1


def test_an_article_that_only_got_another_number_is_the_same_and_says_so():
    before, after = articles("一。", "二。"), articles("新。", "一。", "二。")
    assert [(one.change, one.moved) for one in compare(before, after)] == [
        (Change.ADDED, False),
        (Change.SAME, True),
        (Change.SAME, True),
    ]


def test_an_article_that_got_another_number_and_a_few_other_words_is_found_again():
    before = articles("窗口应当在十个工作日内答复。", "本规定自2022年6月1日起施行。")
    after = articles("窗口应当在七个工作日内答复。", "窗口应当公开服务电话。", "本规定自2024年6月1日起施行。")
    found = [(one.change, one.before and one.before.label, one.after.label) for one in compare(before, after)]
    assert [change for change, _, _ in found] == [Change.CHANGED, Change.ADDED, Change.CHANGED]
    assert found[2][1:] == (before[1].label, after[2].label)


@given(TEXT, TEXT)
def test_both_texts_can_be_read_off_the_stretches(before, after):
    found = stretches(before, after)
    assert "".join(text for change, text in found if change is not Change.ADDED) == before
    assert "".join(text for change, text in found if change is not Change.REMOVED) == after


@given(st.lists(TEXT, max_size=6), st.lists(TEXT, max_size=6))
def test_every_article_of_both_is_there_once(before, after):
    found = compare(articles(*before), articles(*after))
    assert sorted(one.before.label for one in found if one.before) == sorted(a.label for a in articles(*before))
    assert [one.after.label for one in found if one.after] == [a.label for a in articles(*after)]
