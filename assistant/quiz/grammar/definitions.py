"""Definitions: 本法所称…，是指…."""

from __future__ import annotations

import re

CALLED = re.compile(
    r"(?:本(?:法|条例|办法|规定|细则|意见|方案|决定)|前款|本章|本条|[^，。；]{0,4})所称(?:的)?[“]?(?P<term>[^，。；：”“、是]{2,18})[”]?，?(?:是指|指|系指)(?:，)?(?P<definition>[^。；]{8,110}?)(?=[。；]|$)"
)
ENTRY = re.compile(r"^(?P<term>[^，。；：、]{2,14})，(?:是指|指)(?P<definition>[^。]{8,110}?)[；。]?$")
SELF_REFERENCE = re.compile(r"第[一二三四五六七八九十百]+条|前款|下列|上述|本条(?!例)")
