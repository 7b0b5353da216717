"""The same document in every format gives the same articles as its Markdown original, and the same cells."""

import re
import subprocess

import pytest

from ingest.load import load
from ingest.load.office import office_program
from ingest.loaded import Reason, Rejected
from ingest.structure import read_documents
from knowledge.model import ArticleKind
from tests.ingest.formats import written


def articles_of(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    (document,) = read_documents(load(path))
    found = [article for article in document.articles if article.kind is ArticleKind.ARTICLE]
    return document, {article.label: re.sub(r"\s", "", article.text) for article in found}


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    return articles_of(tmp_path_factory.mktemp("original"), "办法.md", written.markdown())


def test_the_original_has_its_articles_and_its_rows(original):
    document, articles = original
    assert document.title == written.TITLE
    assert [label for label in articles if label.startswith("第")] == [f"第{n}条" for n in "一二三四五六"]
    assert [label for label in articles if label.startswith("表")] == ["表1第1行", "表1第2行", "表1第3行"]
    row = next(article for article in document.articles if article.label == "表1第2行")
    assert row.heading == written.TABLE_TITLE
    (duty,) = row.responsibilities
    assert (duty.leads, duty.participants) == (("市委组织部",), ("市人力资源社会保障局",))


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("办法.html", lambda: written.page().encode("gb18030")),
        ("办法.mht", written.mht),
        ("办法.docx", written.word),
        ("办法.doc", written.word),
        ("办法2.doc", lambda: written.page().encode()),
        ("办法.pdf", written.pdf),
        ("办法.ofd", written.ofd),
    ],
)
def test_every_format_gives_the_articles_of_the_original(tmp_path, original, name, make):
    document, articles = articles_of(tmp_path, name, make())
    assert (document.title, document.type, document.number) == (written.TITLE, original[0].type, original[0].number)
    assert articles == original[1]


needs_office = pytest.mark.skipif(not office_program(), reason="needs LibreOffice (libreoffice-writer-nogui)")


@needs_office
@pytest.mark.parametrize(
    ("kind", "target"),
    [("doc", "doc"), ("wps", "doc"), ("rtf", "rtf"), ("odt", "odt"), ("pdf", "pdf")],
)
def test_what_libreoffice_opens_gives_the_articles_of_the_original(tmp_path, original, kind, target):
    content = written.by_office(written.word(), "docx", target, tmp_path)
    document, articles = articles_of(tmp_path, f"办法.{kind}", content)
    assert document.title == written.TITLE
    assert articles == original[1]


def test_a_workbook_gives_the_rows_of_the_original(tmp_path, original):
    document, articles = articles_of(tmp_path, "分工表.xlsx", written.sheet())
    assert list(articles.values()) == [text for label, text in original[1].items() if label.startswith("表")]
    assert document.title


@needs_office
@pytest.mark.parametrize("kind", ["xls", "et"])
def test_an_old_workbook_gives_the_rows_of_the_new_one(tmp_path, original, kind):
    try:
        content = written.by_office(written.sheet(), "xlsx", "xls", tmp_path)
    except FileNotFoundError:
        pytest.skip("needs LibreOffice Calc beside Writer (libreoffice-calc-nogui)")
    assert content[:4] == b"\xd0\xcf\x11\xe0", "Excel 97"
    _, articles = articles_of(tmp_path, f"分工表.{kind}", content)
    assert list(articles.values()) == [text for label, text in original[1].items() if label.startswith("表")]


@pytest.mark.parametrize("kind", ["doc", "wps", "rtf", "odt", "xls", "et"])
def test_without_libreoffice_one_clear_row_says_what_to_install(tmp_path, monkeypatch, kind):
    monkeypatch.setattr("ingest.load.office.shutil.which", lambda _: None)
    content = {"rtf": b"{\\rtf1 text}", "odt": odt()}.get(kind, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    path = tmp_path / f"a.{kind}"
    path.write_bytes(content)
    with pytest.raises(Rejected) as rejected:
        load(path)
    assert rejected.value.reason is Reason.NEEDS_OFFICE


def odt():
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return stream.getvalue()


def by_hand(tmp_path, pdf_bytes):
    return pdf_bytes(*("\n".join(words for _, _, words in lines) for lines in written.placed(height=6)))


def by_libreoffice(tmp_path, pdf_bytes):
    if not office_program():
        pytest.skip("needs LibreOffice (libreoffice-writer-nogui)")
    return written.by_office(written.word(12), "docx", "pdf", tmp_path)


@pytest.mark.parametrize("make", [by_hand, by_libreoffice])
def test_the_passage_quoted_is_on_the_page_named(tmp_path, pdf_bytes, make):
    """By an independent reader: poppler's pdftotext."""
    path = tmp_path / "办法.pdf"
    path.write_bytes(make(tmp_path, pdf_bytes))
    (document,) = read_documents(load(path))
    cited = [article for article in document.articles if article.kind is ArticleKind.ARTICLE]
    assert len({article.page for article in cited}) > 1
    for article in cited:
        command = ["pdftotext", "-f", str(article.page), "-l", str(article.page), "-raw", str(path), "-"]
        on_page = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        opening = article.text.split("\n")[-1 if article.label.startswith("表") else 0].split("：", 1)[-1]
        assert re.sub(r"\s", "", opening)[:8] in re.sub(r"\s", "", on_page), article.label
