"""The web application: one FastAPI application that carries the API and the pages."""
