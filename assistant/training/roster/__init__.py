"""The roster: sheets in, people and units kept, and who was where at any date."""
