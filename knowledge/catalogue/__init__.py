"""The catalogue: documents, their versions and articles, in SQL. It is the truth; the indexes are rebuilt from it."""
