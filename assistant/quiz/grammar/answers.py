"""How people write answers: what may be left off or added without changing the value."""

from __future__ import annotations

import re

NOISE = re.compile(r"[。．.，,；;、“”\"'（）()《》\s]+$|^[“”\"'（(《\s]+")
UNIT = re.compile(r"(?:个?工作日|个月|小时|分钟|周岁|学时|[日天年月岁倍人名次届家元])(?:以内|之内|内|以上|以下)?$")
SAME_UNITS = (("日", "天"), ("天", "日"), ("日内", "天内"), ("天内", "日内"), ("工作日", "个工作日"))
