"""Facts in plain words, and the timeline of them."""
