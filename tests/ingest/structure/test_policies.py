"""The nine real documents: every article with its label, heading and whole text, and nothing lost on the way."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ingest.clean import clean
from ingest.loaded import LoadedText
from ingest.structure import read_documents
from ingest.structure.divide import divide
from knowledge.model import ArticleKind

pytestmark = pytest.mark.shared

OUTLINES = json.loads((Path(__file__).parent / "outlines.json").read_text("utf-8"))
LEAVES = {
    "绵阳市政务诚信工作实施意见": 25,
    "杭州市加强政务诚信建设的实施方案": 25,
    "关于贵溪市加快推进政务公开工作的实施意见": 16,
    "阿拉善盟行政公署关于加快推进“互联网+政务服务”工作的实施意见(征求意见稿)": 22,
    "×××公路局关于推进政务公开的实施意见": 27,
    "*县**局2010年政务公开工作实施意见": 14,
    "县财政局政务公开工作实施意见": 14,
    "《市政府关于加强政务诚信建设的实施意见》政策解读": 7,
    "山东启动政府诚信“套餐式”建设 加大公务员失信惩处曝光力度": 9,
}
HEADS = {  # head lines that fields hold: title, number, date and source
    "贵府办字„2010‟125号关于贵溪市加快推进政务公开工作的实施意见",
    "阿拉善盟行政公署关于加快推进“互联网+政务服务”工作的实施意见(征求意见稿)",
    "×××公路局关于推进政务公开的实施意见",
    "*环„2010‟5号*县**局2010年政务公开工作实施意见",
    "《市政府关于加强政务诚信建设的实施意见》政策解读发布日期:2018-07-13来源:市信用办",
    "山东启动政府诚信“套餐式”建设加大公务员失信惩处曝光力度2018-02-02来源:大众网",
    "杭州市加强政务诚信建设的实施方案",
    "绵阳市政务诚信工作实施意见",
}
MARK = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]*[)）]|\d+[.、]")


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_five_files_hold_nine_documents(documents):
    assert set(documents) == set(LEAVES) == set(OUTLINES)


@pytest.mark.parametrize(("title", "count"), LEAVES.items())
def test_every_numbered_leaf_is_one_article(documents, leaves, title, count):
    assert len(leaves(documents[title])) == count


@pytest.mark.parametrize("title", OUTLINES)
def test_every_article_has_its_label_heading_and_whole_text(documents, policies, title):
    source = squeeze((policies / OUTLINES[title]["file"]).read_text("utf-8"))
    source = re.sub(r"—\d+—|(?:浏览|阅读)次数:|字体:\[\]", "", source)
    articles = documents[title].articles
    found = [[a.kind, a.label, a.heading, a.text[:6], a.text[-6:], len(a.text)] for a in articles]
    assert found == OUTLINES[title]["articles"]
    for article in articles:
        assert squeeze(article.text) in source, article.label


@pytest.mark.parametrize("name", sorted({entry["file"] for entry in OUTLINES.values()}))
def test_every_character_that_is_no_dirt_lands_somewhere(documents, policies, name):
    text = (policies / name).read_text("utf-8")
    paragraphs, dirt = [], []
    for part in divide(text):
        cleaned = clean(part.text)
        paragraphs.append(squeeze("".join(paragraph.text for paragraph in cleaned.paragraphs)))
        dirt += cleaned.dropped
    headings = re.compile(r"^第.篇:.*$", re.M) if len(paragraphs) > 1 else re.compile(r"^$(?!\n)")
    kept = squeeze(headings.sub("", text))
    for dropped in dirt:
        assert squeeze(dropped) in kept
        kept = kept.replace(squeeze(dropped), "", 1)
    assert kept == "".join(paragraphs), "cleaning lost or moved something"

    rest = kept
    for title, entry in OUTLINES.items():
        if entry["file"] == name:
            pieces = [a.text for a in documents[title].articles]
            pieces += [heading for a in documents[title].articles for heading in a.headings]
            for piece in sorted(map(squeeze, dict.fromkeys(pieces)), key=len, reverse=True):
                rest = rest.replace(piece, "|", 1)
    left = [piece for piece in re.split(r"[|。]+", rest) if piece]
    landed = [piece for piece in left if squeeze(MARK.sub("", piece)) in HEADS | {""}]
    assert left == landed, "text that no article, heading or field holds"


def test_headings_of_the_compilation_become_titles_and_numbers(documents):
    assert documents["关于贵溪市加快推进政务公开工作的实施意见"].short_titles == (
        "贵溪市加快推进政务公开工作的实施意见",
    )
    assert documents["*县**局2010年政务公开工作实施意见"].short_titles == ("2010政务公开实施意见",)


def test_the_lost_numerals_of_mianyang_are_given_back_and_marked(documents):
    restored = documents["绵阳市政务诚信工作实施意见"].restored
    assert "()深入推进政府信息公开 → （一）" in restored
    assert "()完善行政补偿制度 → （十）" in restored
    assert sum(one.startswith("()") for one in restored) == 10


def test_a_paragraph_cut_by_a_page_number_is_whole(documents):
    texts = {a.label: a.text for a in documents["关于贵溪市加快推进政务公开工作的实施意见"].articles}
    assert "深入贯彻落实科学发展观" in texts["一、"]
    assert "为群众提供优质高效服务" in texts["二、（十二）"]
    assert "对重点不突出" in texts["三、（三）"]


def test_words_broken_over_line_ends_are_whole(documents):
    texts = {a.label: a.text for a in documents["*县**局2010年政务公开工作实施意见"].articles}
    assert "建立健全项目信息公开目录" in texts["一、2."]
    assert "领导体制和工作机制" in texts["五、1."]
    assert "检查督促。" in texts["五、3."]
    assert "真正达到内容、形式" in documents["县财政局政务公开工作实施意见"].articles[1].text


def test_the_source_is_quoted_with_its_own_mistakes(documents):
    finance = "\n".join(a.text for a in documents["县财政局政务公开工作实施意见"].articles)
    assert "《中华人民国政府信息公开条例》" in finance
    assert "重要信息虚报局长审核" in finance
    road = documents["×××公路局关于推进政务公开的实施意见"].articles
    assert any("公开的的原则" in a.text for a in road)


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_the_same_file_in_another_encoding_gives_the_same_articles(documents, policies, tmp_path, encoding, ending):
    from ingest.load import load

    for path in policies.iterdir():
        copy = tmp_path / path.name
        copy.write_bytes(path.read_text("utf-8").replace("\n", ending).encode(encoding))
        for document in read_documents(load(copy)):
            assert document == documents[document.title]


def test_the_same_document_in_markdown_gives_the_same_articles(documents, policies, tmp_path):
    from ingest.load import load

    for path in policies.iterdir():
        lines = [_as_markdown(line) for line in path.read_text("utf-8").split("\n")]
        copy = tmp_path / f"{path.stem}.md"
        copy.write_text("\n\n".join(lines), "utf-8")
        for document in read_documents(load(copy)):
            expected = [(a.label, a.heading, a.kind, squeeze(a.text)) for a in documents[document.title].articles]
            assert [(a.label, a.heading, a.kind, squeeze(a.text)) for a in document.articles] == expected


def _as_markdown(line: str) -> str:
    text = re.sub(r"([*_\[\]])", r"\\\1", line.strip())
    if re.match(r"[一二三四五六七八九十]+、.{2,40}$", text):
        return f"## {text}"
    if re.match(r"[（(][一二三四五六七八九十]+[)）][^。]{2,30}。?$", text):
        return f"### {text}"
    return text


@pytest.mark.parametrize("file_format", ["html", "docx"])
def test_the_same_document_as_a_page_or_in_word_gives_the_same_articles(documents, policies, tmp_path, file_format):
    import docx

    from ingest.load import load

    for path in policies.iterdir():
        lines = [line for line in path.read_text("utf-8").split("\n") if line.strip()]
        copy = tmp_path / f"{path.stem}.{file_format}"
        if file_format == "html":
            body = "".join(f"<p>{line.replace('>', '&gt;')}</p>" for line in lines)
            copy.write_text(f"<html><meta charset=utf-8><body>{body}</body></html>", "utf-8")
        else:
            document = docx.Document()
            for line in lines:
                document.add_paragraph(line)
            document.save(str(copy))
        for document in read_documents(load(copy)):
            found = [(a.label, a.heading, squeeze(a.text)) for a in document.articles if a.kind is ArticleKind.ARTICLE]
            expected = documents[document.title].articles
            assert found == [(a.label, a.heading, squeeze(a.text)) for a in expected if a.kind is ArticleKind.ARTICLE]


@pytest.mark.parametrize("columns", [24, 28, 36, 42])
def test_the_same_document_wrapped_as_in_a_pdf_gives_the_same_articles(documents, policies, columns):
    for path in policies.iterdir():
        pages = _pages(path.read_text("utf-8"), columns)
        starts = [sum(len(page) + 1 for page in pages[:index]) for index in range(len(pages))]
        loaded = LoadedText("\n".join(pages), path.stem, "pdf", page_starts=tuple(starts))
        for document in read_documents(loaded):
            expected = documents[document.title]
            found = [(a.label, squeeze(a.text)) for a in document.articles if a.kind is ArticleKind.ARTICLE]
            same = [(a.label, squeeze(a.text)) for a in expected.articles if a.kind is ArticleKind.ARTICLE]
            assert found == same
            assert all(article.page for article in document.articles)


def _pages(text: str, columns: int) -> list[str]:
    """The text wrapped at a measure, two spaces before each paragraph, pages of 30 lines with a number below."""
    lines: list[str] = []
    for paragraph in text.replace("\u00a0", " ").split("\n"):
        rest = re.sub(r"\s*—\d+—", "", paragraph.strip())
        rest = "\u3000\u3000" + rest if rest else ""
        while rest:
            cut = columns
            while cut < len(rest) and rest[cut] in "。，、；：）”》,;:)":
                cut += 1
            lines.append(rest[:cut])
            rest = rest[cut:]
    return ["\n".join([*lines[start : start + 30], f"— {start // 30 + 1} —"]) for start in range(0, len(lines), 30)]
