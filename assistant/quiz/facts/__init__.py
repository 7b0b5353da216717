"""What an article says that an item can ask about: a module a target, each `find(read)` to its facts."""
