"""The schema's migrations (Alembic)."""
