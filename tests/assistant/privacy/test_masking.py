"""Personal data is masked before it is kept; what only looks like it stays."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.privacy.masking import Personal, find_personal, holds_personal, luhn_holds, masked

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(body: str) -> str:
    return body + "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, body, strict=True)) % 11]


def card(body: str) -> str:
    return next(body + str(last) for last in range(10) if luhn_holds(body + str(last)))


GOOD = identity("11010519491231002")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"我的身份证号是{GOOD}，怎么查信用？", "我的身份证号是［身份证号］，怎么查信用？"),
        (f"{GOOD.lower()}", "［身份证号］"),
        ("110105 19491231 002X", "［身份证号］"),
        ("身份证110105194912310021能用吗", "身份证［身份证号］能用吗"),
        ("老证110105491231002", "老证［身份证号］"),
        ("打13800138000或138-0013-8000", "打［电话］或［电话］"),
        ("+86 13800138000", "［电话］"),
        ("电话１３８００１３８０００", "电话［电话］"),
        ("一三八零零一三八零零零", "［电话］"),
        ("办公室0571-85252222转8001", "办公室［电话］转8001"),
        ("写信到 zhang.san@example.com。", "写信到 ［邮箱］。"),
        ("zhang＠example．com", "［邮箱］"),
        (f"卡{card('622202020011234')}", "卡［银行卡号］"),
        ("6222 0202 0011 2345 678", "6222 0202 0011 2345 678"),
        ("银行卡号6222020200112345678", "银行卡号［银行卡号］"),
        ("护照E12345678", "护照［护照号］"),
    ],
)
def test_personal_numbers_are_replaced_by_a_word_for_their_kind(text, expected):
    assert masked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "杭政函〔2017〕130号什么时候施行？",
        "国发〔2016〕76号、浙政发〔2017〕15号",
        "索引号002489460/2017-00123是哪份文件",
        "统一社会信用代码91330100799655058B",
        "2017年11月1日至2018年12月31日，共20171101到20181231",
        "举报电话12388、12345",
        "第110105条、100000000000元",
        "110105194912310021",
        "二〇一七年十二月三十一日",
        "编号20171101201811010001",
        "ISBN 9787509345678",
    ],
)
def test_document_numbers_dates_and_hotlines_stay(text):
    assert masked(text) == text


def test_other_languages_have_their_words():
    assert masked("call 13800138000", "en") == "call [telephone number]"


@given(st.text(alphabet="杭政函〔〕0123456789号Xx-＠@a. 一二", max_size=60))
def test_what_was_masked_holds_nothing_more_to_mask(text):
    assert not holds_personal(masked(text))


@given(st.text(max_size=20), st.dates(min_value=date(1920, 1, 1), max_value=date(2026, 1, 1)), st.integers(1, 999))
def test_every_valid_identity_number_is_found_wherever_it_stands(before, born, order):
    if before and (before[-1].isalnum() or before[-1] in "-_＠@－—–‐〇幺＋+"):
        before += "，"
    number = identity(f"330102{born:%Y%m%d}{order:03}")
    found = find_personal(f"{before}{number}。")
    assert any(one.kind is Personal.IDENTITY and one.end == len(before) + 18 for one in found)
