"""Chinese words with a meaning in GIFT files."""

POINT = "要点："
UNTRUE_WORDS = {"正确", "错误", "对", "错", "√", "×", "是", "否"}
"""What people write for true and false, and Moodle takes for a short answer."""
