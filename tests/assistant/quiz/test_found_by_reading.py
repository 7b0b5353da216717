"""What was found wrong when two hundred items were read one by one: each kind of fault is a check since."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quiz.checks.names import Check
from assistant.quiz.generate import generate
from assistant.quiz.grammar.bodies import PEERS, takes_in
from assistant.quiz.grammar.kinds import AGGRAVATED, FAULT, MERIT, PLAIN, UNDONE, kind_of, names_itself
from assistant.quiz.grammar.likeness import told_apart
from assistant.quiz.grammar.overtaken import overtaken, passed
from assistant.quiz.model import ItemType, Target
from assistant.quiz.reading import read_article
from evals.quiz.documents import policies
from knowledge.reference.numerals import to_chinese
from tests.assistant.quiz.made import TODAY, articles

CHOICES = (ItemType.SINGLE, ItemType.MULTIPLE)


def of(made, title="", label="", kinds=tuple(ItemType), target=None):
    return [
        item
        for item in made.items
        if title in item.proof.title
        and label in ("", item.proof.label)
        and item.type in kinds
        and target in (None, item.target)
    ]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("公务员或者公务员集体有下列情形之一的，给予奖励：", MERIT),
        ("有下列情形之一的，应当从轻处分：", MERIT),
        ("公职人员有下列情形之一的，应当从重给予政务处分：", AGGRAVATED),
        ("有下列情形之一的，受理公务员复核、申诉的机关应当撤销处分决定：", UNDONE),
        ("有下列情形之一的，行政机关应当依法办理有关行政许可的注销手续：", UNDONE),
        ("有下列行为之一的，予以警告、记过或者记大过；情节严重的，予以开除：", FAULT),
        ("参与公职人员违法案件调查、处理的人员有下列情形之一的，应当自行回避：", PLAIN),
        ("公务员应当具备下列条件：", PLAIN),
    ],
)
def test_a_list_is_of_the_kind_of_what_its_header_does(header, kind):
    assert kind_of(header) == kind


def test_merits_misdeeds_and_grounds_for_undoing_are_never_mixed(made, twelve):
    # 公务员法第五十二条: grounds for a reward, beside which 有严重违纪违法等行为 stood
    kinds: dict[tuple[str, str], set[str]] = {}
    for read in map(read_article, twelve):
        for listing in read.listings:
            for entry in listing.entries:
                kinds.setdefault((read.found.version.title, entry.text), set()).add(kind_of(listing.header.text))
    asked = of(made, kinds=CHOICES, target=Target.ENUMERATION)
    assert asked
    for item in asked:
        options = [kinds[item.proof.title, option.text] for option in item.options]
        assert set.intersection(*options), item.stem


def test_grounds_for_reward_stand_beside_no_misdeeds():
    reward = ["忠于职守，实绩显著的", "在抢险救灾中做出突出贡献的", "同违纪违法行为作斗争有功绩的"]
    fault = ["有严重违纪行为，影响声誉的", "申报奖励时隐瞒严重违纪的", "同违纪违法人员串通的"]
    texts = [
        f"{header}\n" + "\n".join(f"（{mark}）{entry}；" for mark, entry in zip("一二三", entries, strict=True))
        for header, entries in (
            ("公务员有下列情形之一的，给予奖励：", reward),
            ("公务员有下列情形之一的，给予处分：", fault),
        )
    ]
    assert generate(articles(*texts), TODAY, types=CHOICES).items == []


def test_what_was_revoked_is_no_ground_for_revoking(made):
    assert names_itself("有下列情形之一的，可以撤销行政许可：", "行政许可依法被撤销、撤回的")
    assert not names_itself("有下列情形之一的，可以撤销行政许可：", "超越法定职权作出准予行政许可决定的")
    for item in of(made, "行政许可法", "第六十九条", CHOICES):
        assert not any("被撤销" in option.text for option in item.options)


def test_words_that_all_of_a_list_have_don_t_tell_it_from_the_rest(made):
    assert told_apart(["超越职权准予行政许可的", "违反程序准予行政许可的"], ["对申请不予受理的"])
    assert told_apart(["因公致残的", "患病的"], ["涉嫌职务犯罪的人员", "交代职务犯罪的人员"])
    assert not told_apart(["因公致残的", "患病负伤的"], ["未满最低服务年限的"])
    for item in of(made, kinds=CHOICES, target=Target.ENUMERATION):
        listed = {refutation.option for refutation in item.proof.refutations}
        one = [option.text for option in item.options if option.id in listed]
        other = [option.text for option in item.options if option.id not in listed]
        assert not told_apart(max(one, other, key=len), min(one, other, key=len)), item.stem


def test_a_lead_that_is_a_ladder_of_sanctions_alone_asks_for_nothing(made):
    # 行政机关公务员处分条例第十九条: 有下列行为之一的，给予警告、记过或者记大过处分；…
    assert of(made, "处分条例", "第十九条", target=Target.ENUMERATION) == []
    assert of(made, "政务处分法", "第三十五条", target=Target.ENUMERATION) == []
    # who is meant, or what is done for it, makes it an item
    assert of(made, "处分条例", "第十三条", (ItemType.SHORT_ANSWER,))
    assert of(made, "行政处罚法", "第七十六条", (ItemType.SHORT_ANSWER,))


def test_a_series_doesn_t_give_away_the_rung_left_out(made):
    assert of(made, "公务员法", "第十八条", (ItemType.FILL_IN,)) == []
    assert of(made, "公务员法", "第十九条", (ItemType.FILL_IN,)) == []
    (item,) = of(made, "公务员法", "第五十三条", (ItemType.FILL_IN,))
    assert item.blanks[0][0] in ("嘉奖", "授予称号")


@given(st.integers(3, 6), st.sampled_from(["级检察官", "等功", "类岗位"]))
def test_no_rung_of_a_mere_series_is_asked_for(count, tail):
    members = "、".join(to_chinese(number) + tail for number in range(1, count + 1))
    made = generate(articles(f"本办法所列岗位分为：{members}。"), TODAY, types=[ItemType.FILL_IN])
    assert of(made, target=Target.ENUMERATION) == []


def test_periods_have_more_on_the_right_than_on_the_left(made):
    # 政务处分法第八条: put in order of size, four periods would match four sanctions
    for title, label in (("政务处分法", "第八条"), ("处分条例", "第七条")):
        (item,) = of(made, title, label, (ItemType.MATCHING,))
        texts = [option.text for option in item.options]
        assert len(set(texts)) == len(texts) == len(item.premises) + 2
        assert len({text[0].isdigit() for text in texts}) == 1
        assert "多余" in item.stem


def test_a_name_that_takes_another_in_is_no_wrong_answer(made):
    # 公务员法第七十四条: 中央公务员主管部门 is among 省级以上公务员主管部门
    assert takes_in("省级以上公务员主管部门", "中央公务员主管部门")
    assert not takes_in("省级公务员主管部门", "中央公务员主管部门")
    for item in of(made, kinds=(ItemType.SINGLE,), target=Target.BODY):
        key = item.proof.key_text
        assert not any(takes_in(option.text, key) for option in item.options if option.text != key)


def test_no_army_stands_among_civil_bodies_and_peers_stand_among_peers(made):
    # 监察法第四十九条, 预算法第四十三条
    asked = of(made, kinds=(ItemType.SINGLE,), target=Target.BODY)
    assert asked
    for item in asked:
        texts = {option.text for option in item.options}
        assert len({"军" in text for text in texts}) == 1
        group = next((group for group in PEERS if item.proof.key_text in group), None)
        assert group is None or len(texts & {*group}) >= 3
    (item,) = of(made, "预算法", "第四十三条", (ItemType.SINGLE,), Target.BODY)
    assert "全国人民代表大会常务委员会" in {option.text for option in item.options}


@given(st.integers(2, 90), st.sampled_from(["日", "个工作日", "个月"]))
def test_a_duty_that_has_its_time_limit_beside_it_isn_t_asked_for_by_its_word(count, unit):
    text = f"查封的财物经查明与案件无关的，应当在查明后{to_chinese(count)}{unit}内予以退还。"
    made = generate(articles(text), TODAY, types=[ItemType.SINGLE])
    assert of(made, target=Target.MODALITY) == []
    assert Check.NOT_WORTH_ASKING in made.by_check()


SENSELESS = [
    "监察官被开除后，不得担任诉讼代理人或者辩护人，但是作为当事人的近亲属进行辩护的除外。",
    "行政机关对行政许可事项进行监督检查，不得收取任何费用。",
    "除当场收缴的罚款外，作出决定的行政机关不得自行收缴罚款。",
    "任何单位和个人不得干预市场主体加入行业协会商会。",
]


@given(st.sampled_from(SENSELESS), st.integers(0, 50))
def test_no_statement_is_turned_into_one_that_makes_no_sense(text, seed):
    plain = "公职人员在立案调查期间不得出境。"  # takes the turn of the true statement
    made = generate(articles(plain, text), TODAY, seed, [ItemType.TRUE_FALSE])
    told = of(made, label="第二条", target=Target.MODALITY)
    assert [item.key for item in told] == [("true",)]


def test_in_real_statutes_no_exception_is_left_beside_its_contrary(made):
    false = [item for item in of(made, kinds=(ItemType.TRUE_FALSE,), target=Target.MODALITY) if item.key == ("false",)]
    assert len(false) > 20
    for item in false:
        if item.proof.key_text == "不得":
            assert "任何" not in item.stem and "除外" not in item.stem


def test_what_later_law_emptied_is_not_asked(made):
    # 处分条例第三十三条: births beyond the plan; 第四十八条: 依照《行政监察法》, repealed in 2018
    assert of(made, "处分条例", "第三十三条") == []
    assert not [item for item in made.items if "行政监察法" in item.stem + item.explanation and "处分" in item.stem]
    assert Check.OVERTAKEN in made.by_check()


def test_what_is_overtaken_was_not_before_it_was(twelve):
    before = generate(twelve, date(2021, 8, 1), seed=1)
    assert of(before, "处分条例", "第三十三条", target=Target.SANCTION)
    assert not overtaken("违反规定超计划生育的", date(2021, 8, 19))
    assert overtaken("违反规定超计划生育的", date(2021, 8, 20))


@pytest.mark.parametrize(
    ("deadline", "last"),
    [
        ("2010年12月底", date(2010, 12, 31)),
        ("2017年年底前完成", date(2017, 12, 31)),
        ("2024年2月底前", date(2024, 2, 29)),
        ("2025年6月30日前完成", date(2025, 6, 30)),
        ("2017年启动实施", date(2017, 12, 31)),
    ],
)
def test_a_time_limit_has_passed_the_day_after_its_last(deadline, last):
    assert not passed(deadline, last)
    assert passed(deadline, date.fromordinal(last.toordinal() + 1))
    assert not passed("持续推进", date(2026, 1, 1))
    assert not passed("按年度完成", date(2026, 1, 1))


@pytest.fixture(scope="module")
def documents(shared):
    return policies(shared)


def test_a_task_whose_time_has_run_out_is_not_asked_about(documents):
    def asked(day):
        return [item for item in generate(documents, day, seed=1).items if item.type is not ItemType.SHORT_ANSWER]

    then, now = asked(date(2017, 11, 15)), asked(TODAY)
    assert any("2017年年底前完成" in item.proof.key_text for item in then)
    assert now and not any("年底前完成" in item.proof.key_text or "底\n" in item.proof.key_text for item in now)
    assert not any(option.text == "市监察局" for item in now for option in item.options)
    assert any("市法制办" in option.text for item in then for option in item.options)
    assert not any("法制办" in option.text for item in now for option in item.options)


def test_a_time_limit_isn_t_told_by_the_stem(documents):
    # 杭州市…实施方案二、（一）1.: 《政府信息公开工作年度报告》, due 按年度完成
    made = generate(documents, date(2017, 11, 15), seed=1)
    assert of(made, kinds=(ItemType.SINGLE,), target=Target.DEADLINE)
    for item in of(made, kinds=(ItemType.SINGLE,), target=Target.DEADLINE):
        (key,) = [option.text for option in item.options if option.id in item.key]
        assert "年度" not in key or "年度" not in item.stem
