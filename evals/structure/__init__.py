"""How right the articles of statutes are: counted, their numbering followed, the same law read from other formats."""
