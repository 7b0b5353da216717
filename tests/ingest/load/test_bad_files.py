import io
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from ingest.load import load
from ingest.load.limits import MAX_FILE_BYTES
from ingest.loaded import LoadedText, Reason, Rejected


def reason_of(path: Path, name: str | None = None) -> Reason:
    with pytest.raises(Rejected) as rejected:
        load(path, name)
    return rejected.value.reason


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def docx_bytes() -> bytes:
    document = docx.Document()
    document.add_paragraph("第一条 为了规范政务诚信，制定本办法。")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("extension", ["txt", "md", "html", "docx", "pdf"])
@pytest.mark.parametrize("content", [b"", b" \n\t\r\n  "])
def test_an_empty_file_is_rejected_as_empty(tmp_path, extension, content):
    assert reason_of(write(tmp_path, f"空.{extension}", content)) is Reason.EMPTY


def test_a_text_of_wide_spaces_has_no_text(tmp_path):
    assert reason_of(write(tmp_path, "a.txt", "\u3000\xa0\n\u3000".encode())) is Reason.NO_TEXT
    assert reason_of(write(tmp_path, "b.txt", b"\0" * 5000)) is Reason.NO_TEXT
    assert reason_of(write(tmp_path, "a.html", b"<html><body><img src='x.png'></body></html>")) is Reason.NO_TEXT


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_pdf_with_a_password_is_encrypted(tmp_path, pdf_bytes, algorithm):
    writer = PdfWriter(clone_from=io.BytesIO(pdf_bytes("secret")))
    writer.encrypt("open sesame", algorithm=algorithm)
    stream = io.BytesIO()
    writer.write(stream)
    assert reason_of(write(tmp_path, "a.pdf", stream.getvalue())) is Reason.ENCRYPTED


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_pdf_that_opens_without_a_password_is_read(tmp_path, pdf_bytes, algorithm):
    writer = PdfWriter(clone_from=io.BytesIO(pdf_bytes("open to all")))
    writer.encrypt("", owner_password="owner", algorithm=algorithm)
    stream = io.BytesIO()
    writer.write(stream)
    assert "open to all" in load(write(tmp_path, "a.pdf", stream.getvalue())).text


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_pdf_is_damaged(tmp_path, pdf_bytes, share):
    content = pdf_bytes(*["page of text"] * 40)
    assert reason_of(write(tmp_path, "a.pdf", content[: int(len(content) * share)])) is Reason.DAMAGED


def test_a_pdf_of_pictures_has_no_text(tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(width=600, height=800)
    stream = io.BytesIO()
    writer.write(stream)
    assert reason_of(write(tmp_path, "scan.pdf", stream.getvalue())) is Reason.NO_TEXT


def test_a_docx_that_is_not_one_says_so(tmp_path, pdf_bytes):
    assert reason_of(write(tmp_path, "a.docx", "第一条 文字。".encode())) is Reason.NOT_WHAT_IT_SAYS
    assert reason_of(write(tmp_path, "b.docx", pdf_bytes("x"))) is Reason.NOT_WHAT_IT_SAYS
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert reason_of(write(tmp_path, "c.docx", stream.getvalue())) is Reason.NOT_WHAT_IT_SAYS


def test_an_encrypted_office_file_is_encrypted(tmp_path):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    assert reason_of(write(tmp_path, "a.docx", ole)) is Reason.ENCRYPTED
    assert reason_of(write(tmp_path, "b.docx", ole[:400])) is Reason.NOT_WHAT_IT_SAYS


@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_a_truncated_docx_is_damaged(tmp_path, share):
    content = docx_bytes()
    assert reason_of(write(tmp_path, "a.docx", content[: int(len(content) * share)])) is Reason.DAMAGED


def test_a_docx_with_broken_xml_inside_is_damaged(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_bytes())) as source, zipfile.ZipFile(stream, "w") as broken:
        for member in source.infolist():
            body = b"<w:document><w:body>" if member.filename == "word/document.xml" else source.read(member)
            broken.writestr(member.filename, body)
    assert reason_of(write(tmp_path, "a.docx", stream.getvalue())) is Reason.DAMAGED


def test_a_zip_bomb_is_turned_away_before_it_expands(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_bytes())) as source, zipfile.ZipFile(stream, "w") as bomb:
        for member in source.infolist():
            bomb.writestr(member, source.read(member))
        bomb.writestr("word/media/image1.xml", bytes(210_000_000), zipfile.ZIP_DEFLATED)
    assert len(stream.getvalue()) < 1_000_000
    assert reason_of(write(tmp_path, "bomb.docx", stream.getvalue())) is Reason.EXPANDS_TOO_FAR


def test_a_zip_bomb_of_many_small_members_is_turned_away(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as bomb:
        bomb.writestr("word/document.xml", b"x")
        for number in range(6_000):
            bomb.writestr(f"word/{number}.xml", b"")
    assert reason_of(write(tmp_path, "bomb.docx", stream.getvalue())) is Reason.EXPANDS_TOO_FAR


def test_a_bomb_inside_a_pdf_is_turned_away(tmp_path, pdf_bytes):
    content = pdf_bytes("x")
    packed = zlib.compress(b"BT (x) Tj ET\n" * 20_000_000)
    assert len(packed) < 2_000_000
    head = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    start = content.index(b"<< /Length")
    end = content.index(b"endstream")
    content = content[:start] + head + packed + b"\n" + content[end:]
    assert reason_of(write(tmp_path, "bomb.pdf", content)) in (Reason.EXPANDS_TOO_FAR, Reason.DAMAGED)


@pytest.mark.parametrize("extension", ["txt", "md", "html"])
def test_a_line_of_twenty_megabytes_is_one_clear_rejection(tmp_path, extension):
    content = ("字" * 7_000_000).encode()
    expected = Reason.TOO_LARGE if extension == "html" else Reason.LINE_TOO_LONG
    assert reason_of(write(tmp_path, f"a.{extension}", content)) is expected


def test_a_file_over_the_limit_is_not_even_read(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)
    assert reason_of(path) is Reason.TOO_LARGE


@pytest.mark.parametrize(
    "name",
    ["../监察法.txt", "a/../../b.txt", "..\\b.txt", "/etc/passwd.txt", "C:\\a.txt", "a\x00.txt", "a\n.txt"]
    + ["%2e%2e%2fb.txt", "a\u202etxt.exe", "..", "", "~/a.txt", "长" * 300 + ".txt"],
)
def test_a_name_that_leads_elsewhere_is_unsafe(tmp_path, name):
    assert reason_of(write(tmp_path, "a.txt", "第一条".encode()), name) is Reason.UNSAFE_NAME


def test_a_name_in_a_folder_is_safe(tmp_path):
    path = write(tmp_path, "a.txt", "第一条".encode())
    assert load(path, "行政法/监察法(2018-03-20).txt").name == "监察法(2018-03-20)"
    assert load(path, "监察法..修订.txt").name == "监察法..修订"


def test_a_symbolic_link_must_not_lead_out(tmp_path):
    outside = write(tmp_path, "outside.txt", "第一条".encode())
    folder = tmp_path / "in"
    folder.mkdir()
    inside = write(folder, "inside.txt", "第一条".encode())
    (folder / "out.txt").symlink_to(outside)
    (folder / "here.txt").symlink_to(inside)
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    assert reason_of(folder / "out.txt") is Reason.UNSAFE_NAME
    assert reason_of(folder / "loop.txt") is Reason.UNREADABLE
    assert load(folder / "here.txt").text == "第一条"
    assert load(folder / "out.txt", root=tmp_path).text == "第一条"


def test_what_is_not_there_or_no_file_is_unreadable(tmp_path):
    assert reason_of(tmp_path / "absent.txt") is Reason.UNREADABLE
    (tmp_path / "folder.txt").mkdir()
    assert reason_of(tmp_path / "folder.txt") is Reason.UNREADABLE


@pytest.mark.parametrize("extension", ["exe", "gif", "json", "7z"])
def test_a_kind_that_is_not_read_here_is_named(tmp_path, extension):
    assert reason_of(write(tmp_path, f"a.{extension}", b"anything")) is Reason.UNKNOWN_FORMAT


@pytest.mark.parametrize(
    "content",
    [bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n" + bytes(200), "第一条\0第二条".encode(), b"\x7fELF" * 99],
)
@pytest.mark.parametrize("extension", ["txt", "md", "html", "docx"])
def test_binary_junk_is_not_what_it_says(tmp_path, content, extension):
    found = reason_of(write(tmp_path, f"a.{extension}", content))
    assert found in (Reason.NOT_WHAT_IT_SAYS, Reason.UNKNOWN_ENCODING)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    extension=st.sampled_from(["txt", "md", "html", "docx", "pdf", ""]),
    head=st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"---\n", b"\xff\xfe", b"\xef\xbb\xbf"]),
    body=st.binary(max_size=400),
    tail=st.sampled_from([b"", b"\n%%EOF\n", b"startxref\n9\n%%EOF", b"\n---\n", b"PK\x05\x06" + bytes(18)]),
)
def test_no_bytes_raise_anything_but_a_rejection(tmp_path, extension, head, body, tail):
    path = write(tmp_path, f"x.{extension}" if extension else "x", head + body + tail)
    try:
        loaded = load(path)
    except Rejected as rejected:
        assert isinstance(rejected.reason, Reason)
    else:
        assert isinstance(loaded, LoadedText)
        loaded.text.encode()
        assert "\r" not in loaded.text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["docx", "pdf"]),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=30),
)
def test_no_damage_to_a_real_file_raises_anything_but_a_rejection(tmp_path, pdf_bytes, kind, damage):
    content = bytearray(docx_bytes() if kind == "docx" else pdf_bytes("one page", "another"))
    for place, value in damage:
        content[int(place * len(content))] = value
    try:
        load(write(tmp_path, f"x.{kind}", bytes(content))).text.encode()
    except Rejected as rejected:
        assert isinstance(rejected.reason, Reason)


def rewritten(content: bytes, at: int, signature: bytes, value: int) -> bytes:
    """A package in which the headers of the first member say something else."""
    changed, place = bytearray(content), content.index(signature)
    changed[place + at] = value
    return bytes(changed)


@pytest.mark.parametrize(
    ("kind", "name"), [("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml"), ("ofd", "OFD.xml")]
)
def test_a_package_that_claims_what_no_reader_knows_is_damaged(tmp_path, kind, name):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, "<a/>" * 40)
        for other in ("[Content_Types].xml", "_rels/.rels"):
            archive.writestr(other, "<a/>")
    content = stream.getvalue()
    patched = rewritten(content, 8, b"PK\x01\x02", 0x20)
    unknown = rewritten(rewritten(content, 8, b"PK\x03\x04", 77), 10, b"PK\x01\x02", 77)
    cut = rewritten(content, 20, b"PK\x01\x02", 3)
    for number, damage in enumerate((patched, unknown, cut)):
        assert reason_of(write(tmp_path, f"{number}.{kind}", damage)) is Reason.DAMAGED
