"""The sentences that the assistant composes, in Chinese and English (Fluent files beside this module)."""
