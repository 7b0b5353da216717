"""All the words that people see: Fluent files, Chinese and English."""
