"""The database: the one place where an engine is made, and the schema's migrations."""
