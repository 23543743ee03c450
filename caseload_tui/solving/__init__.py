"""Answers to questions of the domain that take a solver: the best of very many ways."""
