"""How well and how fast articles are found: make the run, score it, report it."""
