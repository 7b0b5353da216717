"""Examinations: set up, sat, marked, corrected. The server's clock alone counts."""
