"""Doubtful lines of a scan: listed with their picture, put right by a person, used when the file is read again."""

import hashlib
import io
import re
from html import unescape

import docx
import pytest
from docx.shared import Cm
from PIL import Image, ImageDraw

from assistant.accounts.directory import PROGRAM
from assistant.accounts.principal import Forbidden, Principal, Role
from assistant.audit.log import entries
from assistant.bootstrap import STAFF
from assistant.curation.intake import CORRECT, RE_READ
from assistant.curation.lines import NoSuchLine, box_of, doubts, line_at, put_right
from assistant.originals.picture import NoPicture, line_picture
from ingest.load.ocr import ocr_is_installed
from knowledge.page_lines import ReadLine, keep_lines
from knowledge.search.filters import Filters
from tests.assistant.curation.test_intake import NOW, run
from tests.ui.pages.conftest import Browser
from ui.web.application import make_web_application

LINES = (
    ("青石市窗口服务规定", 0.99), ("青石市人民政府", 0.98), ("第一条 窗口应当在五个工作日内答复书面询问。", 0.97),
    ("第二条 本规走自2024年6月1日起施行，由市政务服务局负贵解释。", 0.62),
)  # fmt: skip
RIGHT = "第二条 本规定自2024年6月1日起施行，由市政务服务局负责解释。"
pytestmark = pytest.mark.skipif(not ocr_is_installed(), reason="needs the extra `ocr`: pip install 'integrity[ocr]'")


@pytest.fixture
def scan(application, tmp_path):
    """A scanned page whose lines recognition has read before, one of them badly."""
    page = Image.new("RGB", (1000, 1400), "white")
    read = []
    for number, (text, confidence) in enumerate(LINES):
        top = 100 + 120 * number
        ImageDraw.Draw(page).rectangle((100, top, 900, top + 40), fill="black")
        read.append(ReadLine(text, confidence, (0.1, top / 1400, 0.9, (top + 40) / 1400)))
    path = tmp_path / "规定.png"
    page.save(path)
    keep_lines(application.settings.lines_folder, hashlib.sha256(path.read_bytes()).hexdigest(), 0, read)
    with application.changing():
        (row,) = application.take_in([path])[1]
    assert row.outcome == "added"
    return application


@pytest.fixture
def admin(application):
    return application.accounts.add(PROGRAM, "admin", [Role.ADMIN], at=NOW).principal()


def text_of(application):
    (version,) = application.catalogue(STAFF).versions().values()
    return "\n".join(one.article.text for one in application.catalogue(STAFF).articles_of(version))


def test_a_doubtful_line_is_put_right_and_used_when_the_file_is_read_again(scan, admin):
    (doubt,) = doubts(scan.originals)
    assert (doubt.page, doubt.confidence, "规走" in doubt.text) == (1, 0.62, True)
    put_right(scan.originals, scan.engine, admin, doubt.digest, 1, box_of(doubt.at), RIGHT, at=NOW)
    assert doubts(scan.originals) == []
    told = next(entry.detail for entry in entries(scan.engine) if entry.action == "line.correct")
    assert (told["before"], told["after"]) == (doubt.text, RIGHT), "the log tells what a person read"
    assert "负贵" in text_of(scan), "nothing changes before the file is read again"
    job, _ = run(scan, admin, RE_READ, path=doubt.source, title=doubt.title)
    assert job.state == "done"
    assert "负责解释" in text_of(scan)
    assert "负贵" not in text_of(scan)
    with scan.reading():
        best = scan.searcher().search("政务服务局负责解释", Filters(NOW.date()), 3)[0]
    assert "负责解释" in str(best)


def test_the_picture_beside_it_is_of_that_line(scan):
    (doubt,) = doubts(scan.originals)
    (judged,) = scan.originals.judged()
    line = line_at(scan.originals, doubt.digest, 1, doubt.box)
    picture = Image.open(io.BytesIO(line_picture(judged.original.path, "picture", 1, line)))
    assert picture.height < 160
    dark = sum(value < 60 for value in picture.convert("L").get_flattened_data())
    assert 0.2 < dark / (picture.width * picture.height) < 0.9, "the line's ink with a little white around it"
    with pytest.raises(NoPicture):
        line_picture(judged.original.path, "picture", 9, line)


def test_a_line_that_is_none_can_be_emptied_and_a_strange_place_is_refused(scan, admin):
    (doubt,) = doubts(scan.originals)
    with pytest.raises(NoSuchLine):
        put_right(scan.originals, scan.engine, admin, doubt.digest, 1, (0.0, 0.0, 0.1, 0.1), "x", at=NOW)
    with pytest.raises(Forbidden):
        staff = Principal("s", "s", roles=frozenset({Role.STAFF}))
        put_right(scan.originals, scan.engine, staff, doubt.digest, 1, doubt.box, "x", at=NOW)
    put_right(scan.originals, scan.engine, admin, doubt.digest, 1, doubt.box, " ", at=NOW)
    assert len(scan.originals.lines(doubt.digest, 1)) == 3


def test_what_was_read_of_a_scans_head_is_put_right_too(scan, admin):
    (version,) = scan.catalogue(STAFF).versions().values()
    fields = {"title": "青石市窗口服务管理规定", "number": "青政〔2024〕8号"}
    job, _ = run(scan, admin, CORRECT, version_id=version.id, fields=fields, title=version.title)
    assert job.state == "done"
    (now,) = scan.catalogue(STAFF).versions().values()
    assert (now.title, now.number) == ("青石市窗口服务管理规定", "青政〔2024〕8号")


def test_an_administrator_does_it_all_by_the_pages(scan, admin):
    web = make_web_application(scan, lambda: NOW.date(), lambda: NOW)
    browser = Browser(web, "admin")
    page = browser.get("/curation/lines").text
    assert "第二条 本规走自" in page
    picture = re.search(r'src="(/curation/lines/[^"]+)"', page)[1]
    assert browser.get(unescape(picture)).content[:4] == b"\x89PNG"
    fields = {name: unescape(re.search(f'name="{name}" value="([^"]+)"', page)[1]) for name in ("digest", "page", "at")}
    assert browser.submit("/curation/lines", {**fields, "read": RIGHT}).status_code == 303
    page = browser.get("/curation/lines").text
    assert "没有存疑的行" in page
    page = browser.get("/curation/understanding").text
    source = unescape(re.search(r'name="source" value="([^"]+)"', page)[1])
    put = browser.submit("/curation/lines/re-read", {"source": source})
    assert scan.worker(lambda: NOW).run_next()
    assert "已完成" in browser.get(put.headers["location"]).text
    assert "负责解释" in text_of(scan)
    assert browser.submit("/curation/lines", {**fields, "at": "nowhere", "read": "x"}).status_code == 303
    web.state.public.engine.dispose()


def test_a_doubtful_line_of_a_picture_in_a_word_file_is_shown_and_put_right(application, admin, tmp_path):
    made = docx.Document()
    made.add_paragraph("青石市窗口服务规定")
    made.add_paragraph("第一条 窗口应当在五个工作日内答复书面询问。")
    page = Image.new("RGB", (1000, 300), "white")
    ImageDraw.Draw(page).rectangle((100, 100, 900, 140), fill="black")
    stream = io.BytesIO()
    page.save(stream, "PNG")
    made.add_picture(stream, width=Cm(14))
    path = tmp_path / "规定.docx"
    made.save(str(path))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    read = ReadLine(LINES[3][0], 0.62, (0.1, 1 / 3, 0.9, 140 / 300))
    keep_lines(application.settings.lines_folder, digest, 0, [read], 1000 / 300)
    with application.changing():
        (row,) = application.take_in([path])[1]
    assert (row.outcome, row.quality.pictures_read, len(row.quality.low_lines)) == ("added", 1, 1)
    (doubt,) = doubts(application.originals)
    assert (doubt.page, doubt.paged, doubt.text) == (1, False, LINES[3][0])
    web = make_web_application(application, lambda: NOW.date(), lambda: NOW)
    browser = Browser(web, "admin")
    shown = browser.get("/curation/lines").text
    assert "第 1 幅图" in shown
    address = unescape(re.search(r'src="(/curation/lines/[^"]+)"', shown)[1])
    with Image.open(io.BytesIO(browser.get(address).content)) as line:
        assert line.width > 5 * line.height
    put_right(application.originals, application.engine, admin, digest, 1, doubt.box, RIGHT, at=NOW)
    assert run(application, admin, RE_READ, path=str(path), title=doubt.title)[0].state == "done"
    assert "负责解释" in text_of(application)
    assert doubts(application.originals) == []
    web.state.public.engine.dispose()


@pytest.mark.parametrize("at", ["", "1,2", "a,b,c,d", "0,0,2,1"])
def test_a_place_that_is_none_is_refused(at):
    with pytest.raises(ValueError, match="place|float"):
        box_of(at)
