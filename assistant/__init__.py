"""What the product does, for any user interface."""
