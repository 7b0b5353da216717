"""The citizens' help desk: requests to a person in a promised time, the office's queue, its FAQ, feedback."""
