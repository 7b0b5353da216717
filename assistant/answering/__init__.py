"""From a question to an answer whose every statement is quoted and cited."""
