import pytest

from ingest.load import load
from ingest.load.html import load_html
from ingest.loaded import Reason, Rejected


def lines(source):
    return load_html(source.encode(), "a").text.split("\n")


def test_each_block_is_a_line_and_navigation_is_dropped():
    source = """<!DOCTYPE html><html><head><title>网站</title><script>var a=1;</script></head><body>
    <header>站名</header><nav><a>首页</a></nav><div class=main><h1>关于加强政务诚信建设的意见</h1>
    <p>第一条 <span>为了</span><b>加强</b>建设，<br>制定本办法。</p>
    <ul><li>（一）一项；</li><li>（二）二项。</li></ul>
    <div hidden>看不见</div><p style="display: none">也看不见</p><form><input value=x>查询</form></div>
    <footer>版权</footer></body></html>"""
    assert lines(source) == [
        "关于加强政务诚信建设的意见",
        "第一条 为了加强建设，",
        "制定本办法。",
        "（一）一项；",
        "（二）二项。",
    ]


def test_text_beside_blocks_does_not_run_into_them():
    assert lines("<div>前文<p>第一条</p>后文<table><tr><td>表</td></tr></table>尾</div>") == [
        "前文",
        "第一条",
        "后文",
        "表",
        "尾",
    ]


def test_a_header_inside_the_article_belongs_to_it():
    assert lines("<article><header><h1>题</h1></header><p>文</p><footer>落款</footer></article>") == [
        "题",
        "文",
        "落款",
    ]


def test_tables_come_row_by_row():
    source = """<table><caption>附表</caption><tr><th>任务</th><th>单位</th></tr>
    <tr><td>教育</td><td><p>人社局</p><p>公务员局</p></td></tr></table>"""
    assert lines(source) == ["附表", "任务\t单位", "教育\t人社局 公务员局"]


def test_a_layout_table_is_no_table():
    inner = "<table><tr><td>a</td><td>b</td></tr></table>"
    source = f"<table><tr><td><p>第一条 甲。</p><p>第二条 乙。</p>{inner}</td></tr></table>"
    assert lines(source) == ["第一条 甲。", "第二条 乙。", "a\tb"]


def test_lines_broken_in_the_source_are_joined_as_a_browser_would():
    assert lines("<p>工\n   作机制\nof work\n  now</p>") == ["工作机制 of work now"]


def test_deeply_nested_pages_lose_nothing():
    depth = 1500
    assert lines("<div>" * depth + "<p>第一条</p>" + "</div>" * depth + "<p>第二条</p>") == [
        "第一条",
        "第二条",
    ]


def test_a_page_nested_beyond_reason_is_damaged():
    with pytest.raises(Rejected) as rejected:
        lines("<div>" * 5000 + "<p>第一条</p>" + "</div>" * 5000)
    assert rejected.value.reason is Reason.DAMAGED


def test_entities_and_wide_spaces_come_out():
    assert lines("<p>&ldquo;放管服&rdquo;&nbsp;&#31532;一条&lt;注&gt;</p>") == ["“放管服”\xa0第一条<注>"]


@pytest.mark.parametrize(
    ("declared", "encoding"), [("gb2312", "gb18030"), ("gbk", "gbk"), ("utf-8", "utf-8"), ("big5", "big5")]
)
def test_the_declared_encoding_is_used(tmp_path, declared, encoding):
    source = f'<html><head><meta charset="{declared}"></head><body><p>第一章 公民</p></body></html>'
    path = tmp_path / "a.htm"
    path.write_bytes(source.replace("总则", "总则").encode(encoding))
    assert load(path).text == "第一章 公民"


def test_a_wrong_declaration_does_no_harm(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes('<html><meta charset="utf-8"><p>第一条 公职人员应当依法履职。</p></html>'.encode("gb18030"))
    assert load(path).text == "第一条 公职人员应当依法履职。"


def test_a_page_saved_as_text_is_read_as_a_page(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("<!DOCTYPE html><html><body><p>第一条</p></body></html>", encoding="utf-8")
    assert load(path).format == "html"


@pytest.mark.parametrize(
    "body",
    [
        "<frameset><frame src='menu.htm'><frame src='text.htm'><noframes>请升级浏览器</noframes></frameset>",
        "<body><div>政府信息公开</div><iframe src='menu.htm'></iframe><iframe src='text.htm'></iframe></body>",
    ],
)
def test_a_page_of_frames_names_the_files_that_hold_its_text(tmp_path, body):
    path = tmp_path / "index.html"
    path.write_text(f"<html><head><title>规定</title></head>{body}</html>", encoding="utf-8")
    with pytest.raises(Rejected) as rejected:
        load(path)
    assert (rejected.value.reason, rejected.value.detail) == (Reason.FRAMES, "menu.htm, text.htm")


def test_a_frame_beside_a_text_does_not_cost_the_text():
    source = "<body><p>第一条 本规定自印发之日起施行。</p><iframe src='share.htm'></iframe></body>"
    assert lines(source) == ["第一条 本规定自印发之日起施行。"]
