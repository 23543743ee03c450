"""Forms in which things are done; each is a few fields and one deed."""
