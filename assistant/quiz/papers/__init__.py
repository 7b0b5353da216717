"""Papers: a blueprint, the items drawn for it, the order in which a person sees them."""
