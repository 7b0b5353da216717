"""How the printed handbook looks: type, colours, paragraph styles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

TYPE_NAME = "handbook"
TYPE_FILE = Path(__file__).with_name("type") / "handbook-subset.ttf"

MARGIN, PADDING = 26, 4
"""Of the page and of a case's panel, in millimetres."""

INK, MUTED, RULE, PANEL = "#1f3a5f", "#5c6b7a", "#c9d2dc", "#f3f6f9"


def paragraph_styles() -> dict[str, Any]:
    """The paragraph styles by name."""
    from reportlab.lib.styles import ParagraphStyle

    body: dict[str, Any] = {
        "fontName": TYPE_NAME, "fontSize": 10.5, "leading": 18, "textColor": "#1c2733",
        "spaceAfter": 2,
    }  # fmt: skip
    special: dict[str, dict[str, Any]] = {
        "contents": {"fontSize": 20, "leading": 30, "spaceAfter": 10, "textColor": INK},
        "contents-chapter": {"fontSize": 11, "leading": 19, "spaceBefore": 5, "textColor": INK},
        "contents-article": {"fontSize": 9.5, "leading": 14.5, "leftIndent": 14, "spaceAfter": 0},
        "chapter": {"fontSize": 20, "leading": 28, "spaceAfter": 12, "textColor": INK},
        "article": {"fontSize": 12, "leading": 20, "spaceBefore": 10, "spaceAfter": 2, "textColor": INK},
        "rule": {"firstLineIndent": 21},
        "item": {"leftIndent": 42, "firstLineIndent": -21},
        "tip": {"leftIndent": 27, "rightIndent": 6, "borderPadding": (3, 6, 3, 6), "backColor": PANEL, "spaceBefore": 5,
                "spaceAfter": 6, "fontSize": 10, "leading": 16},
        "sources": {"fontSize": 8.5, "leading": 13, "textColor": MUTED, "leftIndent": 21, "spaceAfter": 4},
        "case": {"fontSize": 11, "leading": 18, "textColor": INK},
        "story": {"fontSize": 10, "leading": 17, "firstLineIndent": 20},
        "question": {"fontSize": 10, "leading": 17, "leftIndent": 16, "firstLineIndent": -12},
    }  # fmt: skip
    return {name: ParagraphStyle(name, **{**body, **changes}) for name, changes in special.items()}
