"""Roster sheets as offices keep them: Excel and CSV, UTF-8 and GBK, dates as people write them, faults by row."""

from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from assistant.training.roster.sheet import Fault, NotARoster, Row, read_roster, remark, write_faults

HEAD = ["工号*", "姓名", "所在单位", "处室", "职级", "邮箱", "任职日期", "状态"]
LINES = [
    ["00123", "张三", "青石市＞财政局", "办公室", "一级科员", "zhang@qs.gov.cn", "2015年7月1日", "在职"],
    ["456", "李　四", "青石市/民政局", "", "", "", "2024-02-29", "退休"],
]


def csv_file(tmp_path, encoding, lines=LINES):
    path = tmp_path / "roster.csv"
    text = "\n".join(",".join(line) for line in [["青石市人员名册"], HEAD, *lines])
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_a_csv_is_read_in_either_encoding(tmp_path, encoding):
    first, second = read_roster(csv_file(tmp_path, encoding))
    assert first.values == {
        "staff_number": "00123", "name": "张三", "unit": "青石市/财政局", "department": "办公室", "rank": "一级科员",
        "email": "zhang@qs.gov.cn", "appointed_on": date(2015, 7, 1), "active": True,
    }  # fmt: skip
    assert (second.values["name"], second.values["active"]) == ("李 四", False)
    assert first.faults == second.faults == ()


def test_excel_gives_numbers_and_dates_their_own_way(tmp_path):
    book = Workbook()
    book.active.append(["说明：请勿改动表头"])
    page = book.create_sheet("名册")
    page.append(HEAD)
    page.append([1001, "张三", "青石市/财政局", None, None, None, datetime(2026, 1, 3), None])
    book.save(tmp_path / "roster.xlsx")
    (only,) = read_roster(tmp_path / "roster.xlsx")
    assert (only.values["staff_number"], only.values["appointed_on"], only.values["active"]) == (
        "1001", date(2026, 1, 3), True,
    )  # fmt: skip


def test_what_is_wrong_is_told_row_by_row_and_can_be_mended(tmp_path):
    lines = [
        LINES[0],
        ["00123", "重复", "青石市", "", "", "", "", ""],
        ["", "无号", "", "", "", "not-an-address", "2025年2月30日", "休假中"],
    ]
    good, repeated, bad = read_roster(csv_file(tmp_path, "utf-8", lines))
    assert good.faults == ()
    assert repeated.faults == ((Fault.REPEATED, "3"),)
    assert {fault for fault, _ in bad.faults} == {
        Fault.NO_NUMBER, Fault.NO_UNIT, Fault.BAD_EMAIL, Fault.BAD_DATE, Fault.BAD_STANDING,
    }  # fmt: skip
    assert "2025年2月30日" in remark(bad)
    write_faults([repeated, bad], tmp_path / "faults.xlsx")
    sheet = load_workbook(tmp_path / "faults.xlsx").active
    assert sheet.max_row == 3
    assert sheet.cell(2, sheet.max_column).value == "工号与上面第3行重复"
    again = list(read_roster(tmp_path / "faults.xlsx"))
    assert [one.values["name"] for one in again] == ["重复", "无号"]


def test_a_file_without_the_columns_is_refused_by_name(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    with pytest.raises(NotARoster, match=r"other\.csv.*工号"):
        list(read_roster(path))


def test_a_refused_row_carries_no_formula(tmp_path):
    out = tmp_path / "faults.xlsx"
    told = {"staff_number": "1", "name": '=HYPERLINK("http://evil.example","甲")', "unit": "=1+1"}
    write_faults([Row(2, told, ((Fault.NO_UNIT, ""),))], out)
    cells = [cell for line in load_workbook(out).worksheets[0].iter_rows() for cell in line if cell.value]
    assert any(str(cell.value).startswith("=") for cell in cells)
    assert {cell.data_type for cell in cells} == {"s"}
