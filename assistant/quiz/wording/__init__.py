"""The sentences that items are made of, in Fluent files, apart from the rules that choose them."""
