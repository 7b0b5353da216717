"""Entrances: command line, web application, pages."""
