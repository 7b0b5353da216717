"""The question bank: items with their life, every version, who did what and when."""
