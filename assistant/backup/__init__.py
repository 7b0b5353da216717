"""All state in one file, taken while the program runs, and put back on an empty machine."""
