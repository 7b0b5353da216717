"""The documents' pages: read by all who are signed in, kept by administrators, the long work in jobs."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from assistant.accounts.principal import Principal, Role
from assistant.documents import find_documents
from tests.ui.pages.conftest import NOW, Browser
from ui.messages.reasons import reason_told
from ui.messages.words import ui_words
from ui.web.application import LARGEST_BODY

TEXT = (
    "青石市{name}规定\n\n（2024年5月1日青石市人民政府发布）\n\n"
    "第一条 窗口应当在七个工作日内答复。\n\n第二条 本规定自2024年6月1日起施行。\n"
)


@pytest.fixture
def application(desk):
    return desk.state.house.application


@pytest.fixture
def admin(desk):
    return Browser(desk, "admin")


def work(application):
    while application.worker(lambda: NOW).run_next():
        pass


def send(admin, *files, audience=""):
    sent = [("files", (name, text.encode(), "text/plain")) for name, text in files]
    fields = {"csrf": admin.token("/curation"), "audience": audience}
    return admin.post("/curation/upload", data=fields, files=sent)


def jobs_rows(application, answer):
    who = Principal(application.accounts.named("admin").id, "admin", roles=frozenset({Role.ADMIN}))
    return application.jobs.rows(who, answer.headers["location"].removeprefix("/jobs/"))


def the(application, title):
    (version,) = find_documents(application.catalogue(), title)
    return version


def test_an_upload_becomes_a_job_whose_page_tells_what_came_of_each_file(admin, application):
    answer = send(admin, ("上传.txt", TEXT.format(name="上传")), ("空.txt", ""))
    assert answer.status_code == 303
    page = admin.get(answer.headers["location"])
    assert "等待处理" in page.text and "停止" in page.text
    work(application)
    page = admin.get(answer.headers["location"])
    assert "已完成" in page.text and "新增" in page.text and "退回" in page.text and "文件是空的" in page.text
    assert "青石市上传规定" in admin.get("/documents?q=上传规定").text


def test_a_rejected_upload_is_told_without_technical_words(admin, application):
    answer = send(admin, ("文字.xlsx", "第一条 这是文字。"), ("破损.docx", "PK\x03\x04 破损"))
    work(application)
    page = admin.get(answer.headers["location"]).text
    assert "扩展名是.xlsx，内容像是纯文本。" in page and ".xlsx: text" not in page
    assert "文件已损坏或不完整，请重新获取。<" in page and "BadZipFile" not in page
    told = {row["path"]: row["detail"] for row in jobs_rows(application, answer)}
    assert told == {"文字.xlsx": ".xlsx: text", "破损.docx": "BadZipFile"}, "kept for who looks into it"


@pytest.mark.parametrize(
    ("reason", "detail", "told"),
    [
        ("unreadable", "PermissionError", ""),
        ("damaged", "Failed to load document (PDFium: Data format error).", ""),
        ("damaged", "office.md: labels that stand twice: 1", "office.md: labels that stand twice: 1"),
        ("not_what_it_says", "word/document.xml", ""),
        ("not_what_it_says", ".pdf: zip", "扩展名是.pdf，内容像是压缩文件。"),
        ("too_large", "5 > 4", "5 > 4"),
    ],
)
def test_of_a_reason_s_detail_only_what_people_can_use_is_told(reason, detail, told):
    words = ui_words("zh")
    key = f"reason-{reason.replace('_', '-')}"
    assert reason_told(words, reason, detail) == words(key, detail=told).strip()


def test_an_upload_may_be_larger_than_other_forms(admin, application):
    answer = send(admin, ("大.txt", TEXT.format(name="大号") + "第三条 其他。\n" * (LARGEST_BODY // 20)))
    assert answer.status_code == 303
    assert admin.post("/account/sessions", content=b"x" * (LARGEST_BODY + 1)).status_code == 413
    admin.submit(f"{answer.headers['location']}/cancel")
    assert "已取消" in admin.get(answer.headers["location"]).text


def test_an_upload_without_files_says_so(admin):
    answer = admin.submit("/curation/upload", {"audience": "all"})
    assert answer.status_code == 422
    assert "请至少选择一个文件" in answer.text and "请从所列选项中选择" in answer.text


def test_a_document_is_read_beside_its_outline(desk, application):
    version = the(application, "青石市政务承诺管理实施方案")
    page = Browser(desk, "staff").get(f"/documents/{version.document_id}").text
    assert "目录" in page and 'href="#a0"' in page and "更正信息" not in page
    assert "三日内登记" in page
    duties = Browser(desk, "staff").get(f"/documents/{version.document_id}/responsibilities")
    assert "市政府办公室" in duties.text


def test_responsibilities_come_as_a_workbook(desk, application):
    version = the(application, "青石市政务承诺管理实施方案")
    answer = Browser(desk, "staff").get(f"/documents/{version.document_id}/responsibilities.xlsx")
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert rows[0][0] == "条文" and any("市政府办公室" in str(cell) for row in rows for cell in row)


def test_two_versions_are_compared_article_by_article(desk, application):
    known = application.catalogue().versions().values()
    ids = {}
    for version in known:
        ids.setdefault(version.document_id, []).append(version)
    older, newer = next(
        sorted(found, key=lambda one: one.effective) for found in ids.values() if len(found) == 2
    )
    path = f"/documents/{older.document_id}/compare"
    page = Browser(desk, "staff").get(f"{path}?before={older.id}&after={newer.id}").text
    assert "<del>" in page and "<ins>" in page
    assert Browser(desk, "staff").get(f"{path}?before=x&after={newer.id}").status_code == 404


def test_a_document_is_corrected_and_removed(admin, application):
    send(admin, ("更正.txt", TEXT.format(name="更正")))
    work(application)
    version = the(application, "青石市更正规定")
    path = f"/curation/{version.document_id}/correct"
    form = {
        "version": version.id, "title": "青石市改正规定", "number": "", "issuer": version.issuer, "region": "",
        "type": version.type.value, "audience": "staff", "declared": version.declared.value,
        "date-in_force": "2024-07-01", "date-published": "2024-05-01",
    }  # fmt: skip
    assert admin.submit(path, {**form, "title": "", "date-signed": "soon"}).status_code == 422
    early = admin.submit(path, {**form, "date-repealed": "2024-06-30"})
    assert early.status_code == 422 and "废止日期不能早于施行日期" in early.text
    answer = admin.submit(path, form)
    work(application)
    assert "已完成" in admin.get(answer.headers["location"]).text
    changed = the(application, "青石市改正规定")
    assert changed.audience.value == "staff" and changed.effective.isoformat() == "2024-07-01"
    path = f"/curation/{changed.document_id}/remove"
    assert "没有题目、培训要求或其他文件依据它" in admin.get(path).text
    answer = admin.submit(path)
    work(application)
    assert "已移除" in admin.get(answer.headers["location"]).text
    assert find_documents(application.catalogue(), "青石市改正规定") == []


def test_the_list_finds_and_turns_pages(desk):
    browser = Browser(desk, "staff")
    assert "共0份文件" in browser.get("/documents?q=没有这样的名称").text
    assert "青鸾行动内部规程" in browser.get("/documents?q=青鸾&page=9").text
    missing = browser.get("/documents/no-such")
    assert missing.status_code == 404 and "没有这份文件" in missing.text
    browser.cookies.set("integrity_language", "en", domain="127.0.0.1", path="/")
    assert "没有" not in browser.get("/nowhere").text
    browser.cookies.set("integrity_language", "zh", domain="127.0.0.1", path="/")
    assert "按内容提问" in browser.get("/documents?q=火星探测器").text


def test_the_files_are_listed_by_how_well_they_were_understood(admin, application, tmp_path):
    from tests.ingest.formats import written

    sent = [("files", ("办法.pdf", written.pdf(), "application/pdf"))]
    admin.post("/curation/upload", data={"csrf": admin.token("/curation"), "audience": "staff"}, files=sent)
    work(application)
    (judged,) = [one for one in application.originals.judged() if one.original.name == "办法.pdf"]
    page = admin.get("/curation/understanding").text
    assert f'href="/documents/{judged.document_id}"' in page
    shown = admin.get(f"/documents/{judged.document_id}").text
    assert f"识别{round(100 * judged.original.score)}分" in shown
    assert "对照原件第1页" in shown
    assert Browser(admin.app, "trainer").get("/curation/understanding").status_code == 403
    admin.submit(f"/curation/{judged.document_id}/remove")
    work(application)
