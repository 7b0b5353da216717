"""Who has learned what: the roster, what is required of whom, what was done, and the proof of it."""
