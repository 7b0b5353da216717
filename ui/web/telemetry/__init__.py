"""What the people who run it can see: metrics, logs with request ids, traces. Nothing of what was asked is in them."""
