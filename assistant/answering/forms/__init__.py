"""The forms of answers: each question in the form it wants."""
