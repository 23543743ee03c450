"""Checks on the whole of a framework: what its parts mean together."""
