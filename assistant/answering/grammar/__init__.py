"""How people put questions: patterns, in Chinese and English."""
