"""`python -m ui.cli`: the program without its console script."""

from ui.cli.program import main

main()
