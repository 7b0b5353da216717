"""How good the answers are: labelled questions, a run, its scores, the report."""
