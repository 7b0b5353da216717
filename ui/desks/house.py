"""The house style: system fonts, calm colours, nothing from another origin."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradio.themes import Base

STYLE = Path(__file__).with_name("house.css")
FONTS = (
    "system-ui",
    "-apple-system",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "sans-serif",
)
MONOSPACE = ("ui-monospace", "Consolas", "Noto Sans Mono CJK SC", "monospace")


def house_theme() -> Base:
    """Gradio's plain theme in the house's colours; only fonts that the reader's machine has."""
    from gradio import themes

    theme = themes.Base(
        primary_hue=themes.colors.blue,
        neutral_hue=themes.colors.slate,
        radius_size=themes.sizes.radius_sm,
        text_size=themes.sizes.text_lg,
        font=list(FONTS),
        font_mono=list(MONOSPACE),
    )
    return theme.set(
        button_primary_background_fill="#1d4f91",
        button_primary_background_fill_hover="#163e73",
        button_primary_background_fill_dark="#2a67b8",
        button_primary_background_fill_hover_dark="#3a7ad0",
        button_primary_text_color="#ffffff",
        body_text_color_subdued="#4b5768",
        body_text_color_subdued_dark="#b3bdcb",
        input_placeholder_color="#5d6979",
        input_placeholder_color_dark="#a3aebd",
        input_background_fill="#ffffff",
        input_background_fill_dark="#1b212b",
        block_background_fill_dark="#1b212b",
        background_fill_primary_dark="#1b212b",
        body_background_fill="#f6f7f9",
        body_background_fill_dark="#14181f",
        input_border_color="#8793a3",
        input_border_color_dark="#6b7788",
    )
