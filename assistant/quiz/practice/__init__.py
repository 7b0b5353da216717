"""Practice: the next items from what one knows least, what is due for review and what changed."""
