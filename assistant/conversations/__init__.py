"""What signed-in people asked and were told: their own history, which a refresh or another machine does not lose."""
