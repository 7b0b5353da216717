"""Trains the embedding model that ships; see README.md beside this file."""
