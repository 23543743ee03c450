"""The screens, in Textual: the only part that knows it."""
