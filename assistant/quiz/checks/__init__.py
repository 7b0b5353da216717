"""What an item must pass before it is offered: one named check for each trap; `gate` runs them in order."""
