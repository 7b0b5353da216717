"""The traps of writing items by rule, one by one, on real articles."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.quiz.checks.names import Check
from assistant.quiz.facts import modals, numbers
from assistant.quiz.generate import generate
from assistant.quiz.grammar.likeness import same_header
from assistant.quiz.grammar.limits import GAP, Limit, limit_of
from assistant.quiz.grammar.marks import BLANK
from assistant.quiz.grammar.numbers import amount_of
from assistant.quiz.model import Falsity, ItemType, Target
from assistant.quiz.reading import read_article
from knowledge.model import text_digest
from knowledge.reference.numerals import to_chinese
from tests.assistant.quiz.made import TODAY, articles


def of(made, *, title="", label="", kind=None, target=None):
    return [
        item
        for item in made.items
        if title in item.proof.title
        and label in ("", item.proof.label)
        and kind in (None, item.type)
        and target in (None, item.target)
    ]


def rejected(texts, kind, check, **changes):
    """Whether an article gives no item of a type, for that check among others."""
    made = generate(articles(*texts, **changes), TODAY, types=[kind])
    return made.items == [] and check in {name for _, name in made.rejected}


def test_every_key_is_the_very_text_of_its_article(made, twelve):
    known = {(found.version.id, found.article.label): found.article for found in twelve}
    assert len(made.items) > 500
    for item in made.items:
        proof = item.proof
        article = known[proof.version_id, proof.label]
        assert article.text[proof.start : proof.end] == proof.key_text != ""
        assert proof.digest == text_digest(article.text)


def test_every_distractor_is_refuted(made):
    for item in made.items:
        if item.type in (ItemType.SINGLE, ItemType.MULTIPLE):
            wrong = {option.id for option in item.options} - set(item.key)
            assert wrong == {refutation.option for refutation in item.proof.refutations}


def test_may_for_shall_is_never_a_false_statement(made):
    false = [i for i in of(made, kind=ItemType.TRUE_FALSE, target=Target.MODALITY) if i.key == ("false",)]
    assert len(false) > 20
    assert not [item for item in false if item.proof.key_text in ("应当", "必须", "应")]


@given(st.sampled_from(["应当", "必须"]), st.sampled_from(["备案", "公示", "回避"]))
def test_an_obligation_is_never_altered_into_a_permission(word, act):
    made = generate(
        articles(f"行政机关作出处理决定的，{word}在作出决定以后{act}。"), TODAY, types=[ItemType.TRUE_FALSE]
    )
    assert [item for item in made.items if item.key == ("false",)] == []


def test_shall_and_must_never_stand_side_by_side(made):
    for item in of(made, kind=ItemType.SINGLE, target=Target.MODALITY):
        assert not {"应当", "必须"} <= {option.text for option in item.options}
        assert "原文" in item.stem


def test_of_two_slots_in_the_same_words_neither_is_asked(made):
    # 监察法第四十八条: 留置时间不得超过三个月 …… 延长时间不得超过三个月
    asked = of(made, title="监察法", label="第四十八条", target=Target.DEADLINE)
    assert [item.stem for item in asked if "不得超过（" in item.stem] == []
    assert (ItemType.FILL_IN, Check.TWIN_SLOTS) in made.rejected


@given(st.integers(2, 90), st.integers(2, 90))
def test_twins_are_refused_whatever_their_values(one, other):
    text = f"办理期限不得超过{to_chinese(one)}日。延长期限不得超过{to_chinese(other)}日。"
    made = generate(articles(text), TODAY, types=[ItemType.FILL_IN])
    assert made.items == []


def test_no_option_is_listed_under_the_same_header_in_a_sibling_article(made, twelve):
    # 公职人员政务处分法 has several articles with one and the same header
    lists = [(read.found.version.id, listing) for read in map(read_article, twelve) for listing in read.listings]
    items = of(made, kind=ItemType.MULTIPLE)
    assert items
    for item in items:
        asked = item.stem.split("“", 1)[1].rsplit("”", 1)[0]
        wrong = {option.text for option in item.options if option.id not in item.key}
        for version_id, listing in lists:
            if version_id == item.proof.version_id and same_header(listing.header.text, asked):
                assert not wrong & {entry.text for entry in listing.entries}


def test_one_end_of_a_range_is_not_asked(made):
    assert rejected(["违反规定的，处五千元以上五万元以下的罚款。"], ItemType.SINGLE, Check.RANGE_SLOT)
    assert rejected(["有前述情形的，禁止其二年至五年内参加政府采购活动。"], ItemType.FILL_IN, Check.RANGE_SLOT)
    assert rejected(["各级政府按照支出额的百分之一至百分之三设置预备费。"], ItemType.FILL_IN, Check.RANGE_SLOT)
    assert (ItemType.SINGLE, Check.RANGE_SLOT) in made.rejected


def test_the_lead_before_a_semicolon_is_kept(made):
    asked = of(made, title="公务员法", label="第六十四条", kind=ItemType.FILL_IN)
    assert asked
    assert all("受处分的期间为" in item.stem for item in asked)


def test_what_points_back_takes_its_antecedent_along_or_is_refused(made):
    assert rejected(["有前款规定情形的，处分决定机关应当在十日内撤销。"], ItemType.FILL_IN, Check.UNRESOLVED_REFERENCE)
    assert rejected(["该机关收到申请后应当在十日内作出决定。"], ItemType.FILL_IN, Check.UNRESOLVED_REFERENCE)
    (item,) = generate(
        articles("监察人员涉嫌违法的，可以采取禁闭措施。禁闭的期限不得超过七日。"), TODAY, types=[ItemType.FILL_IN]
    ).items
    assert "监察人员" in item.stem
    for item in made.items:
        assert not re.search("前款|上述|前述", item.stem)


def test_shall_within_a_condition_or_a_noun_is_no_rule():
    texts = ["考试内容根据公务员应当具备的基本能力分别设置。", "公职人员依法应当给予处分的，由任免机关决定。"]
    for text in texts:
        (read,) = map(read_article, articles(text))
        assert list(modals.find(read))
        assert rejected([text], ItemType.SINGLE, Check.NON_NORMATIVE_MODAL)


def test_options_end_alike(made):
    for item in made.items:
        if item.type in (ItemType.SINGLE, ItemType.MULTIPLE):
            assert len({option.text.endswith("的") for option in item.options}) == 1


def test_options_have_their_numbers_in_one_form(made):
    for item in of(made, kind=ItemType.SINGLE):
        if item.target in (Target.DEADLINE, Target.QUANTITY):
            assert len({option.text.isascii() for option in item.options}) == 1


def test_the_stem_names_document_and_article_where_documents_differ(made):
    # 复审、申诉: sixty days in one law, one month in another
    for item in made.items:
        assert f"《{item.proof.title}》" in item.stem
        assert item.target is Target.DOCUMENT or item.proof.label in item.stem


def test_key_positions_and_truths_are_balanced(made):
    single = of(made, kind=ItemType.SINGLE)
    places = [[option.id for option in item.options].index(item.key[0]) for item in single]
    shares = [places.count(place) / len(places) for place in range(4)]
    assert all(0.22 <= share <= 0.28 for share in shares)
    truths = [item.key[0] for item in of(made, kind=ItemType.TRUE_FALSE)]
    assert 0.45 <= truths.count("true") / len(truths) <= 0.55


LIMITS = [
    ("监察机关应当在{}日内作出决定。", Limit.UPPER),
    ("申请人可以自知道之日起{}日内申请复核。", Limit.LOWER),
    ("公示期不少于{}日。", Limit.LOWER),
    ("应当在有效期届满{}日前提出申请。", Limit.LOWER),
    ("监察人员离任{}年内，不得从事相关职业。", Limit.LOWER),
    ("连续旷工超过{}日的，予以辞退。", Limit.UPPER),
    ("供应商不足{}家的，应当废标。", Limit.LOWER),
    ("新录用的公务员试用期为{}年。", Limit.NONE),
]


@pytest.mark.parametrize(("text", "limit"), LIMITS)
def test_a_number_is_altered_only_the_way_that_contradicts(text, limit):
    assert limit_of(text.format(GAP)) is limit


@given(st.sampled_from(LIMITS), st.integers(2, 60), st.integers(0, 9))
def test_an_altered_number_never_follows_from_the_article(given_limit, amount, seed):
    text, limit = given_limit
    made = generate(articles(text.format(to_chinese(amount))), TODAY, seed, [ItemType.TRUE_FALSE])
    for item in made.items:
        if item.key == ("false",) and item.target is not Target.MODALITY:
            stem = item.stem[item.stem.index("：“") + 2 : -1]
            before, after = text.format(GAP).split(GAP)
            altered = amount_of(stem[len(before) : len(stem) - len(after)])
            assert altered is not None and altered != amount
            assert limit is Limit.NONE or (altered < amount) == (limit is Limit.UPPER)


@given(st.integers(1, 99), st.sampled_from(["日", "个月", "年", "小时", "个工作日"]), st.booleans(), st.integers(0, 99))
def test_options_are_four_values_with_one_key(amount, unit, arabic, seed):
    written = str(amount) if arabic else to_chinese(amount)
    made = generate(articles(f"行政机关办理备案的期限为{written}{unit}。"), TODAY, seed, [ItemType.SINGLE])
    for item in made.items:
        values = [amount_of(option.text) for option in item.options]
        assert len(set(values)) == 4
        assert values.count(float(amount)) == 1
        assert BLANK + unit in item.stem


@given(st.text("甲乙机关应当在三十日内，。；（一）\n为第条不得", max_size=80))
def test_spans_of_numbers_are_those_numbers(text):
    assume(text.strip())
    (read,) = map(read_article, articles(text))
    for fact in numbers.find(read):
        assert read.text[fact.start : fact.end] == fact.value


def test_a_body_that_shares_the_duty_is_no_distractor(made):
    for item in of(made, kind=ItemType.SINGLE, target=Target.BODY):
        assert {refutation.falsity for refutation in item.proof.refutations} == {Falsity.OTHER_BODY}
    assert rejected(["具体办法由公安机关会同人民检察院制定。"], ItemType.SINGLE, Check.TWO_KEYS)


def test_an_act_with_a_sanction_of_its_own_further_down_is_not_asked(made):
    # 处分条例第二十九条第二款 sets another sanction for 第(三)项
    assert of(made, title="处分条例", label="第二十九条", kind=ItemType.SINGLE, target=Target.SANCTION) == []


def test_what_is_not_in_force_gives_no_item():
    from datetime import date

    texts = ["新录用的公务员试用期为一年。"]
    assert rejected(texts, ItemType.FILL_IN, Check.NOT_IN_FORCE, effective=date(2027, 1, 1))
    assert rejected(texts, ItemType.FILL_IN, Check.NOT_IN_FORCE, superseded_on=date(2025, 1, 1))


def test_a_draft_or_a_report_gives_no_item():
    from knowledge.model import DocumentType, Status

    texts = ["新录用的公务员试用期为一年。"]
    for kind in (DocumentType.DRAFT, DocumentType.NEWS, DocumentType.INTERPRETATION):
        changes = {"type": kind, "declared": Status.IN_FORCE}
        assert rejected(texts, ItemType.FILL_IN, Check.NOT_AUTHORITATIVE, **changes)


def test_no_stem_is_longer_than_may_be_and_none_comes_twice(made):
    stems = [(item.stem, tuple(sorted(option.text for option in item.options))) for item in made.items]
    assert len(set(stems)) == len(stems)
    assert max(len(item.stem) for item in made.items) <= 120


def test_the_same_seed_gives_the_same_items_and_another_seed_others(twelve, made):
    assert generate(twelve, TODAY, seed=1).items == made.items
    assert generate(twelve, TODAY, seed=2).items != made.items


def test_a_negative_stem_has_its_not_in_bold(made):
    asked = of(made, kind=ItemType.SINGLE, target=Target.ENUMERATION)
    assert asked
    assert all("**不**" in item.stem for item in asked)


def test_no_sanction_offered_as_false_lies_within_the_right_one(made):
    from assistant.quiz.grammar.sanctions import steps_of

    assert steps_of("记过、记大过") == steps_of("记过或者记大过") == {"记过", "记大过"}
    asked = of(made, kind=ItemType.SINGLE, target=Target.SANCTION)
    pairs = [item for item in made.items if item.type is ItemType.MATCHING and item.target is Target.SANCTION]
    assert asked and pairs
    for item in [*asked, *pairs]:
        keys = [steps_of(option.text) for option in item.options if option.id in item.key]
        others = [steps_of(option.text) for option in item.options if option.id not in item.key]
        assert not any(other and other <= key for other in others for key in keys), item.stem


def test_a_word_that_only_one_option_fits_is_not_asked_for(made):
    asked = of(made, kind=ItemType.SINGLE, target=Target.MODALITY)
    assert asked
    assert not any("（　　）超过" in item.stem or "（　　）少于" in item.stem for item in asked)


def lists_of(*lists, kind):
    """Items of a type from articles that are lists: a header and its entries each."""
    marks = "一二三四五六"
    texts = [
        f"{header}\n" + "\n".join(f"（{mark}）{text}；" for mark, text in zip(marks, entries, strict=False))
        for header, entries in lists
    ]
    return generate(articles(*texts), TODAY, types=[kind])


@given(st.sampled_from(["又不接受其他安排的", "由法人或者其他组织代为办理的", "排挤其他申请人的"]))
def test_who_asks_for_a_whole_list_asks_for_every_entry_that_is_one(doubtful):
    entries = ["在考核中不合格的", "无正当理由拒绝办理的", f"不履行承诺，{doubtful}", "旷工超过规定天数的"]
    made = lists_of(("有下列情形之一的，应当予以通报：", entries), kind=ItemType.SHORT_ANSWER)
    assert made.items == []
    assert Check.CATCH_ALL_SHOWN in made.by_check()
    plain = lists_of(("有下列情形之一的，应当予以通报：", [*entries[:2], entries[3]]), kind=ItemType.SHORT_ANSWER)
    assert [len(item.points) for item in plain.items] == [3]


@pytest.mark.parametrize("last", ["法律、法规规定的其他情形", "其他违反规定的行为", "有其他情形的"])
def test_what_surely_leaves_a_list_open_need_not_be_written(last):
    entries = ["在考核中不合格的", "无正当理由拒绝办理的", "旷工超过规定天数的", last]
    (item,) = lists_of(("有下列情形之一的，应当予以通报：", entries), kind=ItemType.SHORT_ANSWER).items
    assert [point.text for point in item.points] == entries[:3]


def test_in_real_statutes_no_entry_is_lost_from_what_is_to_be_written(made, twelve):
    known = {(found.version.id, found.article.label): found.article.text for found in twelve}
    for item in of(made, kind=ItemType.SHORT_ANSWER):
        text = known[item.proof.version_id, item.proof.label][item.proof.start : item.proof.end]
        entries = [line for line in text.split("\n") if line.strip()]
        assert len(item.points) in (len(entries), len(entries) - 1, len(entries) - 2)
        if len(item.points) < len(entries):
            assert "其他" in entries[-1]


def test_entries_that_end_alike_stand_beside_their_like_alone(made):
    for item in of(made, target=Target.ENUMERATION):
        if item.type not in (ItemType.SINGLE, ItemType.MULTIPLE):
            continue
        wrong = {one.option for one in item.proof.refutations}
        listed = {o.text for o in item.options if (o.id in wrong) is (item.type is ItemType.SINGLE)}
        other = {o.text for o in item.options} - listed
        assert len({"是否" in text for text in listed | other}) == 1
        ends = {text[-2:] for text in listed}
        assert len(ends) > 1 or {text[-2:] for text in other} <= ends


@given(st.integers(2, 40))
def test_a_total_is_no_smaller_than_what_it_adds_up(days):
    total = to_chinese(days * 2)
    text = f"公职人员无正当理由旷工连续超过{to_chinese(days)}天，或者一年内累计超过{total}天的，予以辞退。"
    made = generate(articles(text), TODAY, types=[ItemType.SINGLE])
    for item in made.items:
        if item.proof.key_text == total:
            assert min(amount_of(option.text) for option in item.options) > days
