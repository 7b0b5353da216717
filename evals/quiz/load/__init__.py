"""Hundreds of people open the same examination within a minute, against `integrity serve`; also with a kill -9."""
