"""How true the source cards are to their originals: coverage, facts and wording, checked by program."""
