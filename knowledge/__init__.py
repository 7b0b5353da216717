"""What the institution knows and how it is found."""
