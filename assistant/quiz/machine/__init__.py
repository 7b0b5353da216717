"""Items in a language model's words: asked for in a form, seen through by a gate, never published without a person."""
