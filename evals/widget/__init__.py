"""The citizens' service under load: many people at once, beside a bare route; then half of that for long."""
