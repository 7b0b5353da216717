import io
import zipfile

import pytest

from ingest.bundle import is_there, unpacked
from ingest.load import load
from ingest.loaded import Reason, Rejected


def bundle(folder, members, name="a.zip"):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    path = folder / name
    path.write_bytes(stream.getvalue())
    return path


def test_each_file_in_a_bundle_is_one_to_take_in(tmp_path):
    path = bundle(tmp_path, {"甲/一.txt": "第一条", "二.txt": "第二条", "__MACOSX/._x": "", ".hidden": "x"})
    found = [(taken.name, taken.path.read_text("utf-8")) for taken in unpacked(path)]
    assert found == [(f"{path}/甲/一.txt", "第一条"), (f"{path}/二.txt", "第二条")]
    assert is_there(f"{path}/甲/一.txt")


def test_names_that_windows_wrote_in_gbk_are_read(tmp_path):
    path = bundle(tmp_path, {"xxxx.txt": "第一条"})
    path.write_bytes(path.read_bytes().replace(b"xxxx.txt", "办法".encode("gbk") + b".txt"))
    assert [taken.name.rsplit("/", 1)[1] for taken in unpacked(path)] == ["办法.txt"]


@pytest.mark.parametrize(
    ("member", "reason"), [("../../etc/x.txt", Reason.UNSAFE_NAME), ("inner.zip", Reason.UNKNOWN_FORMAT)]
)
def test_what_leads_out_or_packs_again_is_one_clear_row(tmp_path, member, reason):
    (first, second) = unpacked(bundle(tmp_path, {member: "x", "b.txt": "第一条"}))
    assert first.rejected.reason is reason
    assert second.rejected is None


def test_a_bomb_and_a_broken_bundle_are_one_row_each(tmp_path):
    (bomb,) = unpacked(bundle(tmp_path, {"a.txt": bytes(60_000_000)}))
    assert bomb.rejected.reason is Reason.EXPANDS_TOO_FAR
    broken = tmp_path / "b.zip"
    broken.write_bytes(b"PK\x03\x04 and no more")
    (taken,) = unpacked(broken)
    assert taken.rejected.reason is Reason.DAMAGED


def test_a_frameset_in_a_bundle_is_one_clear_row_and_its_frames_are_read(tmp_path):
    page = "<html><head><title>规定</title></head>{}</html>"
    frames = "<frameset cols='20%,*'><frame src='menu.htm'><frame src='text.htm'></frameset>"
    text = "<body><p>清河市窗口规定</p><p>第一条 窗口应当在五个工作日内答复。</p></body>"
    path = bundle(tmp_path, {"index.htm": page.format(frames), "text.htm": page.format(text)})
    found = []
    for taken in unpacked(path):
        try:
            found.append(load(taken.path).text)
        except Rejected as rejected:
            found.append((rejected.reason, rejected.detail))
    assert found == [(Reason.FRAMES, "menu.htm, text.htm"), "清河市窗口规定\n第一条 窗口应当在五个工作日内答复。"]
