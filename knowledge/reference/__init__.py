"""How documents and articles are named in text: numerals, labels, numbers, titles, references."""
