"""From a file to the catalogue and the index."""
