"""The only layer that knows SQL and encryption: frozen records go in and come out."""
