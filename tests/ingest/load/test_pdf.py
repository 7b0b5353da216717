from ingest.load import load


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
