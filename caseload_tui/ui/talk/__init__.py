"""The talk, the heart of the work: what is written per life domain, kept while it is typed."""
