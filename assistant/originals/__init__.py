"""The files that documents came from, kept as they were handed in; how well each was understood."""
