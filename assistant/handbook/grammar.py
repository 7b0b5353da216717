"""How the handbook's Markdown is written: chapters, articles with titles, tips, sources."""

from __future__ import annotations

import re

TITLE = re.compile(r"# (?P<title>.+)")
CHAPTER = re.compile(r"## (?P<title>第.+章 .+)")
ARTICLE = re.compile(r"(?P<label>第[〇零一二三四五六七八九十百千]+条) 【(?P<heading>[^】]+)】(?P<text>.+)")
ITEM = re.compile(r"（[一二三四五六七八九十]+）.+")
TIP = re.compile(r"操作提示：.+")
SOURCES = re.compile(r"（依据：(?P<sources>.+)）")
FRONT_MATTER = re.compile(r"\A---\n(?P<head>.*?)\n---\n", re.S)

NO_BREAK_BEFORE = "，。、；：？！…—”’）》〉】〕％·"
"""Marks that must not open a line."""
NO_BREAK_AFTER = "“‘（《〈【〔"
"""Marks that must not close a line."""
