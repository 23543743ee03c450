"""Policies as data: reading, checking and building the framework files, which ship inside the package."""
