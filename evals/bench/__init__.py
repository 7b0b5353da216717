"""How fast and how big: the program in its parts, and as servers on loopback started as deploy/ describes."""
