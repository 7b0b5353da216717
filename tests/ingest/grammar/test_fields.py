"""Lines of keys and values."""

from __future__ import annotations

from ingest.grammar.fields import duty_fields, head_fields, opens_with_field


def pairs(fields):
    return [(field.key, field.value) for field in fields]


def test_several_fields_on_one_line_are_each_read():
    line = "索引号: 002489401/2017-259197 公开方式: 主动公开"
    assert pairs(head_fields(line)) == [("索引号", "002489401/2017-259197"), ("公开方式", "主动公开")]


def test_a_key_with_its_letters_apart_is_the_same_key():
    assert pairs(head_fields("索 引 号：0001 发布日期：2016年12月30日"))[0] == ("索引号", "0001")


def test_a_source_that_runs_into_the_time_is_read():
    assert pairs(head_fields("时间:2017-10-31 09:21 来源:“中国杭州”政府门户网站"))[1][0] == "来源"


def test_fields_that_run_together_are_parted():
    line = "责任单位:市直有关部门、单位,各乡(镇、街办、场)完成时限:2010年12月底"
    assert pairs(duty_fields(line)) == [
        ("责任单位", "市直有关部门、单位,各乡(镇、街办、场)"),
        ("完成时限", "2010年12月底"),
    ]
    for field in duty_fields(line):
        assert line[field.value_start : field.end] == field.value


def test_a_sentence_with_a_colon_is_no_field():
    assert not opens_with_field("现提出如下意见:")
    assert head_fields("要做到以下几点:第一") == []
