"""Labelled questions: what people asked and the articles that trainers say answer it, put to use in the search."""
