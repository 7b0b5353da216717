"""Finding articles: an exact reference first, then both indexes, fused, filtered by what may answer."""
