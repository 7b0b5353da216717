"""The Chinese of roster sheets: what columns are called, how standing in service is written."""

from __future__ import annotations

STAFF_NUMBER, NAME, UNIT, DEPARTMENT = "工号", "姓名", "单位", "部门"
POST, RANK, CATEGORY, EMAIL = "职务", "职级", "类别", "电子邮箱"
APPOINTED, IN_SERVICE, FAULT, TITLE = "任职日期", "在职状态", "错误", "人员名册"

COLUMNS = {
    STAFF_NUMBER: "staff_number", NAME: "name", UNIT: "unit", DEPARTMENT: "department", POST: "post", RANK: "rank",
    CATEGORY: "category", EMAIL: "email", APPOINTED: "appointed_on", IN_SERVICE: "active",
}  # fmt: skip
REQUIRED = (STAFF_NUMBER, NAME, UNIT)

ALIASES = {
    "人员编号": STAFF_NUMBER, "员工编号": STAFF_NUMBER, "编号": STAFF_NUMBER, "职工号": STAFF_NUMBER,
    "名字": NAME, "人员姓名": NAME,
    "所在单位": UNIT, "单位名称": UNIT, "工作单位": UNIT, "所属单位": UNIT,
    "处室": DEPARTMENT, "内设机构": DEPARTMENT, "所在部门": DEPARTMENT, "科室": DEPARTMENT,
    "岗位": POST, "职位": POST, "现任职务": POST, "级别": RANK, "职务职级": RANK,
    "人员类别": CATEGORY, "身份": CATEGORY, "编制类别": CATEGORY,
    "邮箱": EMAIL, "电子邮件": EMAIL, "E-mail": EMAIL, "Email": EMAIL, "email": EMAIL,
    "入职日期": APPOINTED, "录用日期": APPOINTED, "任现职日期": APPOINTED, "任现职时间": APPOINTED,
    "状态": IN_SERVICE, "是否在职": IN_SERVICE, "人员状态": IN_SERVICE,
}  # fmt: skip

SERVING = frozenset({"", "在职", "是", "在岗", "在编", "1"})
GONE = frozenset({"离职", "退休", "调出", "辞职", "辞退", "开除", "去世", "否", "不在职", "已离职", "0"})

PATH_MARKS = r"\s*(?:/|／|＞|>|\\|→)\s*"
DATE_MARKS = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
MONTH_MARKS = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?"

FAULTS = {
    "no_number": "缺少工号",
    "no_name": "缺少姓名",
    "no_unit": "缺少单位",
    "repeated": "工号与上面第{detail}行重复",
    "bad_date": "日期无法识别：{detail}",
    "bad_email": "电子邮箱不正确：{detail}",
    "bad_standing": "在职状态无法识别：{detail}",
    "too_long": "内容过长：{detail}",
}
