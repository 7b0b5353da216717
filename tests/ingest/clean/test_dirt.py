"""What is dropped as dirt, and what looks like it and stays."""

from __future__ import annotations

import pytest

from ingest.clean import clean

BODY = "一、总体要求\n各单位要加强领导，抓好落实。\n二、主要任务\n各单位要全面推进公开。"


def kept(text):
    return [paragraph.text for paragraph in clean(text).paragraphs]


@pytest.mark.parametrize(
    "line",
    [
        "首 页 新闻中心 政府信息公开 专题专栏",
        "今天是 : 天气预报:",
        "您的位置:首页 >> 政府信息公开 >> 内容",
        "当前位置：首页>政策文件>正文",
        "【打印】 【关闭】",
        "浏览次数:128",
        "字体:[  ]",
        "字号：大 中 小",
    ],
)
def test_the_menu_above_a_document_is_dropped_and_reported(line):
    cleaned = clean(f"{line}\n{BODY}")
    assert [paragraph.text for paragraph in cleaned.paragraphs] == BODY.split("\n")
    assert "".join(cleaned.dropped).replace(" ", "") == line.replace(" ", "").replace("\u00a0", "")


def test_the_footer_below_a_document_is_dropped_from_its_first_line_on():
    footer = [
        "主办单位名称:某市信息局",
        "地址:某路1号 电话:0519-1 网站地图",
        "总流量计: 今日流量:",
        "苏ICP备05003616号",
    ]
    cleaned = clean(BODY + "\n\n" + "\n".join(footer))
    assert [paragraph.text for paragraph in cleaned.paragraphs] == BODY.split("\n")
    assert list(cleaned.dropped) == footer


@pytest.mark.parametrize(
    "line",
    [
        "关闭小散乱污企业工作方案",
        "发文字号：国办发〔2016〕98号",
        "主办单位：某市财政局",
        "联系人：某某，地址：某路1号",
        "首页改版工作要求如下：",
    ],
)
def test_a_line_that_only_looks_like_it_stays(line):
    assert line in kept(f"{line}\n{BODY}")
    assert line in kept(f"{BODY}\n{line}")


@pytest.mark.parametrize("number", ["—1—", "— 12 —", "- 3 -", "第5页", "第 5 页 共 9 页", "－ 7 －"])
def test_a_page_number_is_dropped_and_the_paragraph_it_cut_is_whole(number):
    assert kept(f"一、指导思想\n以三个代表重要思想为指导,深入贯彻\n{number}\n落实科学发展观,服务大局。") == [
        "一、指导思想",
        "以三个代表重要思想为指导,深入贯彻落实科学发展观,服务大局。",
    ]


def test_a_page_number_at_a_line_s_end_or_in_its_middle_goes_too():
    assert kept("要寻求突破点;对重点 —6—\n不突出的,要解决。") == ["要寻求突破点;对重点不突出的,要解决。"]
    assert kept("要寻求突破点;对重点 —6— 不突出的,要解决。") == ["要寻求突破点;对重点不突出的,要解决。"]


def test_running_heads_and_bare_numbers_at_the_edges_of_pdf_pages_are_dropped():
    pages = [f"某市人民政府公报 第{n}期\n{BODY}第{n}件。\n{n}" for n in range(1, 7)]
    starts = [sum(len(page) + 1 for page in pages[:n]) for n in range(len(pages))]
    cleaned = clean("\n".join(pages), page_starts=starts)
    text = "\n".join(paragraph.text for paragraph in cleaned.paragraphs)
    assert "公报" not in text
    assert not any(line.isdigit() for line in text.split("\n"))
    assert len(cleaned.dropped) == 12


def test_a_number_in_a_table_stays():
    assert "3" in kept("一、名单\n3\n二、说明\n以上。")
