"""How people write answers: what may be left off or added without changing the value."""

from __future__ import annotations

import re

NOISE = re.compile(r"[。．.，,；;、“”\"'（）()《》\s]+$|^[“”\"'（(《\s]+")
UNITS_OPTIONAL = re.compile(
    r"(?:个?工作日|个月|小时|分钟|周岁|学时|[日天年月岁倍人名次届家元])(?:以?内|之内|以上|以下)?$"
)
