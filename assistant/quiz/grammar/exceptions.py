"""Exceptions: …，但是…除外."""

from __future__ import annotations

import re

EXCEPT = re.compile(r"[，,；]但是?[，,]?(?P<case>[^。；]{3,60}?)除外(?P<end>[。；]|$)")
NO_EXCEPTION = "也不例外"
NESTED = re.compile(r"不|除|但")
