"""The handbook that ships, ready to print: its content, and a module for each format."""
