"""What a language model is told about items."""
