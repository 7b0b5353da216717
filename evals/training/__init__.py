"""How fast the training records are at the size of a province: a seeded population, timed, with its query plans."""
