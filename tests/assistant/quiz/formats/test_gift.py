"""GIFT read by Moodle's own rules, with what goes wrong in Chinese."""

import pytest

from assistant.quiz.formats.gift import read_gift, write_gift
from assistant.quiz.formats.reading import Fault
from assistant.quiz.model import Item, ItemType, Target, make_options


def read(text):
    (row,) = read_gift(text)
    return row


def texts(item):
    return [option.text for option in item.options]


def test_only_t_and_f_are_true_and_false():
    assert read("试用期为一年。{TRUE}").item.key == ("true",)
    assert read("试用期为一年。{F}").item.key == ("false",)
    row = read("试用期为一年。{=正确}")
    assert row.item.type is ItemType.FILL_IN
    assert row.faults == ((Fault.BECOMES_SHORT_ANSWER, "正确"),)


def test_full_width_signs_are_inert():
    row = read("：：题名：：试用期＝？ {=一年 ~二年}")
    assert row.item.stem == "：：题名：：试用期＝？"
    assert texts(row.item) == ["一年", "二年"]


def test_an_unescaped_equals_sign_makes_it_single_and_splits_the_option():
    row = read("选出 {~%50%甲 ~%50%乙 ~%-100%丙#见 http://x.cn/?id=12}")
    assert row.item is None or row.item.type is ItemType.SINGLE
    row = read(r"选出 {~%50%甲 ~%50%乙 ~%-100%丙#见 http\://x.cn/?id\=12}")
    assert row.item.type is ItemType.MULTIPLE
    assert len(row.item.key) == 2


def test_what_we_write_has_its_signs_escaped():
    made = make_options(["3~5年", "a=b", "{甲}", "#1", "http://x.cn/?id=12"])
    item = Item(ItemType.SINGLE, Target.AUTHORED, "选 a:b？", "见 http://x.cn/?id=12", options=made, key=(made[1].id,))
    written, _ = write_gift([item])
    assert r"3\~5年" in written
    assert r"id\=12" in written
    assert read(written).item.options == item.options
    assert read(written).item.key == item.key


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7])
def test_weights_are_those_that_moodle_knows(count):
    made = make_options([f"选项{number}" for number in range(8)])
    key = tuple(option.id for option in made[:count])
    item = Item(ItemType.MULTIPLE, Target.AUTHORED, "选", "", options=made, key=key)
    written, left_out = write_gift([item])
    assert left_out == []
    assert read(written).item.key == key
    assert not any(line.startswith("=") for line in written.splitlines())


def test_a_weight_moodle_does_not_know_is_named():
    assert read("选 {~%33%甲 ~%33%乙 ~%34%丙}").faults == ((Fault.BAD_WEIGHT, "33"),)


def test_comments_and_categories_vanish_and_an_empty_line_ends_the_item():
    rows = list(read_gift("// 注释\n$CATEGORY: 廉政\n\n一 {T}\n\n二 {F}\n"))
    assert [row.item.stem for row in rows] == ["一", "二"]


def test_lines_are_joined_so_that_an_empty_one_does_not_end_the_item():
    item = Item(ItemType.TRUE_FALSE, Target.AUTHORED, "一\n\n二", "", options=(), key=("true",))
    written, _ = write_gift([item])
    assert read(written).item.stem == "一\n\n二"


def test_full_width_spaces_are_taken_off_the_ends_and_a_star_is_no_wildcard():
    assert read("填 {=　三十　}").item.blanks == (("三十",),)
    item = Item(ItemType.FILL_IN, Target.AUTHORED, "填（　　）", "", blanks=(("5*",),))
    written, _ = write_gift([item])
    assert "5\\\\*" in written
    assert read(written).item.blanks == (("5*",),)


def test_the_name_carries_the_number():
    item = Item(ItemType.TRUE_FALSE, Target.AUTHORED, "一", "", key=("true",), number="政务处分法-8-1-v3")
    written, _ = write_gift([item])
    assert written.startswith("::[政务处分法-8-1-v3]::")
    assert read(written).item.number == "政务处分法-8-1-v3"


def test_what_gift_cannot_hold_is_named():
    made = make_options(["一", "二"])
    order = Item(ItemType.ORDERING, Target.AUTHORED, "排序", "", options=made, key=tuple(o.id for o in made))
    blanks = Item(ItemType.FILL_IN, Target.AUTHORED, "（　　）与（　　）", "", blanks=(("一",), ("二",)))
    assert write_gift([order, blanks]) == ("", [order, blanks])
