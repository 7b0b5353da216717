"""How people write personal numbers: digits in other scripts, and the words that go before a number."""

from __future__ import annotations

import re

PLAIN = str.maketrans("０１２３４５６７８９〇零一二三四五六七八九幺－—–‐　．＠Ｘ", "0123456789001234567891---- .@X")
"""Every character to one character, so that offsets stay: full-width and Chinese digits, other dashes and spaces."""

IDENTITY_BEFORE = re.compile(r"(?:身份证|证件号|公民身份号码|\bID (?:card|number))[^\d。；;]{0,8}$", re.I)
CARD_BEFORE = re.compile(
    r"(?:银行卡|储蓄卡|信用卡|卡号|账号|帐号|账户|\bbank (?:card|account)|\bcard number)[^\d。；;]{0,8}$", re.I
)
PASSPORT_BEFORE = re.compile(r"(?:护照|\bpassport)[^\d。；;]{0,8}$", re.I)
