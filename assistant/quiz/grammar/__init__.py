"""How Chinese statutes and official documents say what an item can ask about: patterns, a module a subject."""
