"""Where the words of click itself are (usage, options, what is wrong with an argument); of English it has its own."""

from pathlib import Path

DOMAIN = "click"
LOCALE = Path(__file__).with_name("locale")
