from ingest.load import load
from ingest.structure import read_documents


def test_pages_are_read_and_their_starts_kept(tmp_path, pdf_bytes):
    path = tmp_path / "监察法.pdf"
    path.write_bytes(pdf_bytes("第一条 为了深化改革。\n第二条 坚持领导。", "第三条 各级监察委员会。", ""))
    loaded = load(path)
    assert loaded.format == "pdf"
    assert loaded.name == "监察法"
    first, second, third = loaded.page_starts
    assert first == 0
    assert loaded.text[second:].startswith("第三条")
    assert third == len(loaded.text)
    assert "第二条 坚持领导。" in loaded.text[:second]


def test_no_fault_of_a_pdf_is_written_to_standard_error(tmp_path, pdf_bytes, capfd):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes("words").replace(b"startxref\n", b"startxref\n9"))
    assert "words" in load(path).text
    assert capfd.readouterr().err == ""


def test_a_statute_in_a_pdf_comes_out_article_by_article(tmp_path, pdf_bytes):
    path = tmp_path / "诚信条例.pdf"
    first = (
        "诚信条例\n（2019年4月3日国务院令第711号公布）\n第一章 总则\n第一条 为了诚信，制定本条例。\n第二条 依照本条例"
    )
    path.write_bytes(pdf_bytes(first, "第一条规定办理。\n第三条 本条例自2019年5月15日起施行。"))
    (document,) = read_documents(load(path))
    assert [(article.label, article.text, article.page) for article in document.articles] == [
        ("第一条", "为了诚信，制定本条例。", 1),
        ("第二条", "依照本条例第一条规定办理。", 1),
        ("第三条", "本条例自2019年5月15日起施行。", 2),
    ]
