"""Exercises from the articles: found, made, checked, kept, marked."""
