"""How good and how fast the exercises are: yield, coverage, rejections, items a second, a sample that people read."""
