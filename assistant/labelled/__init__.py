"""Labelled questions: trainers say which article answers a question; the search learns it at once."""
