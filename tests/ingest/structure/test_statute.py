from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.loaded import LoadedText
from ingest.structure import read_documents
from ingest.structure.statute import numbered_articles, parse_statute
from knowledge.model import ArticleKind, Audience, DateName, DocumentType, Relation
from knowledge.reference.labels import statute_label

HEAD = "# 中华人民共和国诚信法\n\n2018年3月20日 第十三届全国人民代表大会第一次会议通过\n\n<!-- INFO END -->\n\n"


def law(body, head=HEAD, name="诚信法(2018-03-20)"):
    document = parse_statute(LoadedText(head + body, name, "markdown"))
    assert document is not None
    return document


def cited(document):
    return [(a.label, a.text) for a in document.articles if a.kind is ArticleKind.ARTICLE]


def labels(document):
    return [label for label, _ in cited(document)]


def test_an_article_knows_its_label_its_paragraphs_and_its_headings():
    document = law(
        "## 第一编 总 则\n\n### 第一章 一般规定\n\n第一条 甲：\n\n（一）子；\n\n（二）丑。\n\n乙。\n\n"
        "#### 第一节 专节\n\n第二条 丙。\n\n第二条之一 丁。\n\n### 第二章 其他\n\n第三条 戊。\n"
    )
    assert cited(document) == [
        ("第一条", "甲：\n（一）子；\n（二）丑。\n乙。"),
        ("第二条", "丙。"),
        ("第二条之一", "丁。"),
        ("第三条", "戊。"),
    ]
    assert [a.headings for a in document.articles] == [
        ("第一编 总则", "第一章 一般规定"),
        ("第一编 总则", "第一章 一般规定", "第一节 专节"),
        ("第一编 总则", "第一章 一般规定", "第一节 专节"),
        ("第一编 总则", "第二章 其他"),
    ]
    assert document.articles[3].heading == "第二章 其他"


def test_a_heading_of_its_own_stands_before_the_chapter():
    document = law("## 第一章 总则\n\n第一条 【立法目的】为了诚信。\n\n第二条 甲。\n")
    assert (document.articles[0].heading, document.articles[0].text) == ("立法目的", "为了诚信。")


@pytest.mark.parametrize(
    "sentence",
    [
        "违反本法第二条规定的，依照第三条处罚。",
        "依照前款规定。\n\n根据本法第二条第一款，",
        "将第二条修改为：\n\n“第二条 新的文字。\n\n第三条 也是新的文字。”\n\n结束。",
    ],
)
def test_a_reference_is_no_boundary(sentence):
    assert labels(law(f"第一条 {sentence}\n\n第二条 甲。\n\n第三条 乙。\n")) == ["第一条", "第二条", "第三条"]


def test_an_unclosed_quotation_swallows_nothing():
    assert labels(law("第一条 甲：\n\n“未闭的引号。\n\n第二条 乙。\n\n第三条 丙。\n")) == ["第一条", "第二条", "第三条"]


def test_a_line_cut_before_a_reference_stays_one_sentence():
    text = "中华人民共和国诚信法\n第一条 甲，依照本法\n第二条规定的条件办理。\n第二条 乙。\n第三条 丙。\n"
    document = parse_statute(LoadedText(text, "诚信法", "text"))
    assert cited(document)[:2] == [("第一条", "甲，依照本法第二条规定的条件办理。"), ("第二条", "乙。")]


def test_numerals_go_past_a_thousand_and_typing_errors_are_read():
    document = law(
        "第九百九十九条 甲。\n\n第一千条 乙。\n\n笫一千零一条 丙。\n\n第一千零二 条丁。\n\n第一千零－三条 戊。\n"
    )
    assert labels(document)[:4] == ["第九百九十九条", "第一千条", "第一千零一条", "第一千零二条"]


def test_articles_that_run_on_in_one_line_are_parted():
    document = law(
        "第一条 甲。 第二条 乙，依照第三条办理。 第三条 丙。\n\n第四条 丁。第四条规定的除外。\n\n第五条 戊。\n"
    )
    assert cited(document) == [
        ("第一条", "甲。"),
        ("第二条", "乙，依照第三条办理。"),
        ("第三条", "丙。"),
        ("第四条", "丁。第四条规定的除外。"),
        ("第五条", "戊。"),
    ]


def test_headings_that_lost_their_number_are_headings_again():
    document = law(
        "## 第一章 总则\n\n第一条 甲。\n\n监督管理\n\n第二条 乙。\n\n## 第三章 法律责任\n\n一般规定\n\n第三条 丙。\n"
    )
    assert cited(document) == [("第一条", "甲。"), ("第二条", "乙。"), ("第三条", "丙。")]
    assert document.articles[1].headings == ("监督管理",)
    assert document.articles[2].headings == ("第三章 法律责任", "一般规定")


def test_a_heading_cut_in_two_is_one():
    document = law("## 第一章 没有划入军事禁区、军事管理区的\n\n军事设施的保护\n\n第一条 甲。\n\n第二条 乙。\n")
    assert document.articles[0].headings == ("第一章 没有划入军事禁区、军事管理区的军事设施的保护",)


def test_a_sentence_cut_in_two_is_joined():
    document = law("第一条 县级以上人民政府应当将所需经费，纳入本级\n\n政府预算。\n\n第二条 乙。\n")
    assert cited(document)[0][1] == "县级以上人民政府应当将所需经费，纳入本级政府预算。"


def test_what_stands_before_and_after_the_articles_is_kept_apart():
    document = law(
        "## 序言\n\n我国各族人民。\n\n## 第一章 总则\n\n第一条 甲。\n\n第二条 乙。\n\n"
        "附件一：\n\n名单\n\n附件二：\n\n<!-- TABLE -->\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n"
    )
    parts = [(a.kind, a.label, a.text) for a in document.articles if a.kind is not ArticleKind.ARTICLE]
    assert parts == [
        (ArticleKind.PREAMBLE, "序言", "我国各族人民。"),
        (ArticleKind.ANNEX, "附件一", "附件一：\n名单"),
        (ArticleKind.ANNEX, "附件二", "附件二：\n| 甲 | 乙 |\n| 1 | 2 |"),
    ]


def test_an_annex_marked_in_the_middle_belongs_to_its_article():
    document = law("第一条 税率依照下表：\n\n附表：\n\n甲 百分之五\n\n第二条 乙。\n")
    assert cited(document)[0][1] == "税率依照下表：\n附表：\n甲 百分之五"


def test_a_part_of_a_law_in_a_file_of_its_own_names_the_part():
    head = HEAD.replace("诚信法\n", "民法典\n\n# 合同编\n").replace("<!--", "2021年1月1日 施行\n\n<!--")
    document = law("## 第一分编 通则\n\n第四百六十三条 甲。\n\n第四百六十四条 乙。\n", head, "合同编")
    assert (document.title, document.part) == ("中华人民共和国民法典", "合同编")
    assert document.articles[0].headings == ("合同编", "第一分编 通则")
    assert document.short_titles == ("民法典", "民法典合同编")
    assert document.dates[DateName.IN_FORCE] == date(2021, 1, 1)


def test_a_law_is_public_and_known_by_its_short_names():
    document = law("第一条 甲。\n\n第二条 乙。\n")
    assert (document.type, document.issuer, document.audience) == (
        DocumentType.LAW,
        "全国人民代表大会",
        Audience.PUBLIC,
    )
    assert "诚信法" in document.short_titles


AMENDED = (
    "2024年12月25日 第十四届全国人民代表大会常务委员会第十三次会议《关于修改〈中华人民共和国诚信法〉的决定》修正）"
)


def test_a_first_version_is_in_force_from_the_day_it_names():
    assert law("第一条 甲。\n\n第二条 本法自2018年10月1日起施行。\n").dates == {
        DateName.ADOPTED: date(2018, 3, 20),
        DateName.PUBLISHED: date(2018, 3, 20),
        DateName.IN_FORCE: date(2018, 10, 1),
    }
    at_once = law("第一条 甲。\n\n第二条 本法自公布之日起施行。\n")
    assert at_once.dates[DateName.IN_FORCE] == date(2018, 3, 20)


@pytest.mark.parametrize("last", ["本法自2018年10月1日起施行。", "本法自公布之日起施行。"])
def test_the_first_day_in_force_is_not_that_of_an_amended_version(last):
    head = HEAD.replace("<!--", f"{AMENDED}\n\n<!--")
    document = law(f"第一条 甲。\n\n第二条 {last}\n", head, "诚信法(2024-12-25)")
    assert document.dates == {DateName.ADOPTED: date(2018, 3, 20), DateName.AMENDED: date(2024, 12, 25)}


def test_a_revised_version_names_its_own_day():
    head = HEAD.replace("<!--", f"{AMENDED}\n\n<!--")
    document = law("第一条 甲。\n\n第二条 本法自2025年6月1日起施行。\n", head, "诚信法(2024-12-25)")
    assert document.dates[DateName.IN_FORCE] == date(2025, 6, 1)


def test_the_date_in_the_files_name_is_the_last_resort():
    head = "# 诚信条例\n\n<!-- INFO END -->\n\n"
    body = "第一条 甲。\n\n第二条 乙。\n"
    assert law(body, head, "诚信条例(2020-05-06)").dates == {DateName.PUBLISHED: date(2020, 5, 6)}
    old = "# 诚信条例\n\n1994年8月23日 中华人民共和国国务院令第163号发布\u3000\n\n<!-- INFO END -->\n\n"
    late = law(body, old, "诚信条例(2017-03-01)")
    assert late.dates == {DateName.PUBLISHED: date(1994, 8, 23), DateName.AMENDED: date(2017, 3, 1)}
    assert late.number == "国务院令第163号"
    assert law(body, head, "诚信条例").dates == {}


NPC = "第十三届全国人民代表大会第一次会议通过"
HANGZHOU = "杭州市第十二届人民代表大会常务委员会第八次会议通过\n\n2017年7月26日 浙江省第十二届人大常委会第四次会议批准"
PENGSHUI = "彭水苗族土家族自治县第十六届人民代表大会第二次会议通过"
COURT = "最高人民法院审判委员会第1823次会议通过"
MAKERS = [
    ("中华人民共和国宪法修正案（2018年）", NPC, "constitution", "全国人民代表大会", ""),
    ("诚信条例", "中华人民共和国国务院令第711号公布", "administrative_regulation", "国务院", ""),
    ("最高人民法院关于诚信的解释", COURT, "judicial_interpretation", "最高人民法院", ""),
    ("杭州市诚信条例", HANGZHOU, "local_regulation", "杭州市人民代表大会常务委员会", "杭州"),
    ("彭水苗族土家族自治县诚信条例", PENGSHUI, "local_regulation", PENGSHUI[:10] + "人民代表大会", "彭水"),
    ("北京市诚信办法", "北京市人民政府令第181号公布", "local_rule", "北京市人民政府", "北京"),
    ("机动车诚信规定", "公安部令第164号公布", "department_rule", "公安部", ""),
]


@pytest.mark.parametrize(("title", "told", "kind", "issuer", "region"), MAKERS)
def test_who_made_a_statute_gives_its_rank_and_place(title, told, kind, issuer, region):
    document = law("第一条 甲。\n\n第二条 乙。\n", f"# {title}\n\n2018年3月20日 {told}\n\n<!-- INFO END -->\n\n", title)
    assert (document.type.value, document.issuer, document.region) == (kind, issuer, region)


def test_a_statute_points_at_what_it_repeals_and_what_it_implements():
    document = law(
        "第一条 根据《中华人民共和国公务员法》，制定本法。\n\n"
        "第二条 本法自2018年5月1日起施行。《中华人民共和国行政监察法》同时废止。\n"
    )
    found = {reference.title: reference.relation for reference in document.references}
    assert found["中华人民共和国行政监察法"] is Relation.REPEALS
    assert found["中华人民共和国公务员法"] is Relation.IMPLEMENTS


def test_what_an_amendment_quotes_stays_with_the_point_that_quotes_it():
    document = law("一、将第一条修改为：“有下列情形之一的：\n\n“（一）甲；\n\n“（二）乙。”\n\n二、删去第二条。\n")
    assert cited(document) == [
        ("一、", "将第一条修改为：“有下列情形之一的：\n“（一）甲；\n“（二）乙。”"),
        ("二、", "删去第二条。"),
    ]


def test_statutes_without_第N条_are_numbered_otherwise():
    numbered = law("一、甲。\n\n二、乙：\n\n（一）子；\n\n（二）丑。\n")
    assert labels(numbered) == ["一、", "二、（一）", "二、（二）"]
    tabled = law("补充规定如下：\n\n| 条文 | 罪名 |\n|---|---|\n| 第一条 | 甲罪 |\n\n附：\n\n名单\n")
    assert cited(tabled) == [("第1段", "补充规定如下：\n| 条文 | 罪名 |\n| 第一条 | 甲罪 |")]
    assert tabled.articles[-1].kind is ArticleKind.ANNEX
    prose = law("关于请示的问题，经研究，答复如下：\n\n同意。\n")
    assert labels(prose) == ["第1段", "第2段"]


@pytest.mark.parametrize(
    "text",
    ["今天天气不错。\n依照公务员法第五十九条办理。", "一、总体要求\n甲。\n二、重点任务\n乙。", "第一条新闻：甲。", ""],
)
def test_other_texts_are_no_statutes(text):
    assert parse_statute(LoadedText(text, "x", "text")) is None


def test_a_table_of_contents_is_no_chapter():
    text = (
        "诚信条例\n（2019年4月3日 国务院令第711号公布）\n目 录\n第一章 总则\n第二章 附则\n"
        "第一章 总则\n第一条 为了诚信。\n第二章 附则\n第二条 本条例自2019年5月15日起施行。\n"
    )
    document = parse_statute(LoadedText(text, "诚信条例", "text"))
    assert (document.title, document.number) == ("诚信条例", "国务院令第711号")
    assert [(a.label, a.headings) for a in document.articles if a.kind is ArticleKind.ARTICLE] == [
        ("第一条", ("第一章 总则",)),
        ("第二条", ("第二章 附则",)),
    ]


def test_the_body_of_a_rule_is_cut_at_its_articles():
    from ingest.clean import clean

    body = clean("第一条 甲。\n第二条 由财政局牵头。\n责任单位：财政局\n第三条 丙。\n").paragraphs
    assert [article.label for article in numbered_articles(body)] == ["第一条", "第二条", "第三条"]
    assert numbered_articles(clean("一、甲。\n二、乙。").paragraphs) == ()


_PIECES = ["第一条", "第二条", "第三条之一", "第一章", "第二节", " ", "\n", "\n\n", "。", "，", "“", "”", "《", "》"]
_PIECES += [
    "# ",
    "## ",
    "附件：",
    "一、",
    "（一）",
    "总则",
    "规定",
    "2018年3月20日",
    "通过",
    "修正",
    "甲乙丙",
    "| 甲 |",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=60), st.sampled_from(["", "<!-- INFO END -->\n"]), st.booleans())
def test_no_text_breaks_the_parser(pieces, mark, markdown):
    text = mark + "".join(pieces)
    document = parse_statute(LoadedText(text, "x", "markdown" if markdown else "text"))
    for article in document.articles if document else ():
        assert article.label
        assert article.text == article.text.strip()


_WORDS = st.text(alphabet="甲乙丙，、《》“”（）第二三条款依照规定", min_size=1, max_size=30)
_SENTENCES = _WORDS.map(lambda words: f"凡{words}者。")
_ARTICLES = st.lists(st.lists(_SENTENCES, min_size=1, max_size=4), min_size=2, max_size=12)


@settings(deadline=None)
@given(_ARTICLES)
def test_whatever_articles_say_they_come_out_as_they_went_in(articles):
    labelled = [(statute_label(number), paragraphs) for number, paragraphs in enumerate(articles, 1)]
    body = "\n\n".join(f"{label} " + "\n\n".join(paragraphs) for label, paragraphs in labelled)
    assert cited(law(body)) == [(label, "\n".join(paragraphs)) for label, paragraphs in labelled]


def test_a_number_on_a_line_of_its_own_under_the_title_is_the_number_and_no_part_of_the_title():
    text = (
        "# 青石市窗口服务规定\n\n青政规〔2022〕5 号\n\n2022年5月1日 青石市人民政府公布\n\n"
        "第一条 为了规范窗口服务，制定本规定。\n\n第二条 本规定自2022年6月1日起施行。\n"
    )
    (found,) = read_documents(LoadedText(text, "规定", "markdown"))
    assert (found.title, found.number) == ("青石市窗口服务规定", "青政规〔2022〕5号")
    assert [one.label for one in found.articles] == ["第一条", "第二条"]
    assert found.dates[DateName.PUBLISHED] == date(2022, 5, 1)
