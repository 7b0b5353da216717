"""How fast files go in, and in how much memory: the whole way beside Chroma's own add of the same vectors."""
