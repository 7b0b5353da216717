"""What the checks of `held` look for in a Chinese text."""

from __future__ import annotations

import re

TITLES = re.compile(r"《([^《》]{2,60})》")
NUMBERS = re.compile(r"[\u4e00-\u9fa5]〔\d{4}〕\d+号")
FIGURES = re.compile(r"\d+(?:\.\d+)?")
QUOTED = re.compile(r"“([^“”]*)”|「([^「」]*)」|\"([^\"]*)\"")
STAFF_ONLY = ("赤松", "白鹤", "QX7431", "十七件")
"""Words that stand only in the document for staff."""
