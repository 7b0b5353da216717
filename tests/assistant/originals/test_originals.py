"""Originals: kept by what they hold, given to those who may read all of it, shown page by page."""

import hashlib
import io
import zipfile

import pytest
from PIL import Image

from assistant.bootstrap import EVERYONE, STAFF
from assistant.originals.picture import NoPicture, page_near, page_picture
from knowledge.model import Audience
from knowledge.page_lines import ReadLine
from tests.ingest.formats import written


def take_in(application, *paths, audience=None):
    with application.changing():
        return list(application.take_in(paths, audience)[1])


@pytest.fixture
def taken(application, tmp_path):
    path = tmp_path / "办法.pdf"
    path.write_bytes(written.pdf())
    (row,) = take_in(application, path, audience=Audience.PUBLIC)
    return row


def version_of(application):
    (version,) = application.catalogue().versions().values()
    return version


def test_the_original_is_kept_by_its_content_with_its_score(application, tmp_path, taken):
    found = application.originals.of_version(version_of(application).id, EVERYONE)
    content = (tmp_path / "办法.pdf").read_bytes()
    assert (found.digest, found.path.read_bytes()) == (hashlib.sha256(content).hexdigest(), content)
    assert found.score == taken.quality.score > 0.9
    assert (found.pages, found.quality["rows"]) == (3, 3)
    (judged,) = application.originals.judged()
    assert (judged.title, judged.original) == (written.TITLE, found)


def test_an_original_goes_only_to_those_who_may_read_all_that_came_from_it(application, tmp_path, taken):
    take_in(application, tmp_path / "办法.pdf", audience=Audience.STAFF)
    version = version_of(application)
    assert version.audience is Audience.STAFF
    assert application.originals.of_version(version.id, EVERYONE) is None
    assert application.originals.of_version(version.id, STAFF) is not None


def test_a_word_file_is_not_given_to_the_public(application, tmp_path):
    path = tmp_path / "办法.docx"
    path.write_bytes(written.word())
    take_in(application, path, audience=Audience.PUBLIC)
    version = version_of(application)
    assert application.originals.of_version(version.id, EVERYONE) is None
    assert application.originals.of_version(version.id, STAFF).name == "办法.docx"


def test_what_no_document_comes_from_is_swept(application, taken):
    found = application.originals.of_version(version_of(application).id, STAFF)
    with application.changing():
        application.remove(version_of(application).document_id)
    assert not found.path.exists()
    assert application.originals.judged() == []


def test_the_files_of_a_bundle_are_rows_of_their_own_and_taken_in_once(application, tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("办法.docx", written.word())
        archive.writestr("bad.pdf", b"%PDF-1.4 cut")
    rows = take_in(application, path)
    assert [(row.path.rsplit("/", 1)[1], row.outcome) for row in rows] == [
        ("bad.pdf", "rejected"),
        ("办法.docx", "added"),
    ]
    assert {row.outcome for row in take_in(application, path)} == {"unchanged", "rejected"}


def yellow(content):
    """How many dots of a picture are marked."""
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    return sum(count for count, (r, g, b) in picture.getcolors(1 << 24) if r > 200 and g > 190 and b < 190)


def test_a_page_is_shown_with_the_passage_marked(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(written.pdf())
    plain = page_picture(path, "pdf", 1)
    marked = page_picture(path, "pdf", 1, "为了加强政务诚信建设，提高政府公信力")
    assert plain.startswith(b"\x89PNG")
    assert yellow(plain) == 0
    assert yellow(marked) > 1000
    assert yellow(page_picture(path, "pdf", 1, "原文里没有的话原文里没有的话")) == 0
    with pytest.raises(NoPicture):
        page_picture(path, "pdf", 99)
    with pytest.raises(NoPicture):
        page_picture(path, "docx", 1)


def test_a_scanned_page_is_marked_where_recognition_read_the_passage(tmp_path):
    path = tmp_path / "a.png"
    Image.new("RGB", (400, 400), "white").save(path)
    lines = [ReadLine("第一条 为了规范", 0.9, (0.1, 0.1, 0.6, 0.2)), ReadLine("第二条 其他", 0.9, (0.1, 0.5, 0.6, 0.6))]
    assert 6000 < yellow(page_picture(path, "picture", 1, "为了规范", lines)) < 12000


def test_a_passage_is_looked_for_on_the_pages_after_the_one_named(tmp_path):
    from pypdfium2 import PdfDocument

    path = tmp_path / "办法.pdf"
    path.write_bytes(written.pdf())
    document = PdfDocument(path)
    lines = [page.get_textpage().get_text_range().split() for page in document]
    document.close()
    assert page_near(path, "pdf", 1, max(lines[1], key=len)) == 2
    assert page_near(path, "pdf", 1, "这里没有这样的话") == 1
    assert page_near(path, "picture", 1, max(lines[1], key=len)) == 1
