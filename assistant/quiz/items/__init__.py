"""How facts become items: a module a type; `makers` lists which fact makes which."""
