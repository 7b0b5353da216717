"""What the system does on a bad day: hostile questions and documents, damaged files, faults, long use."""
