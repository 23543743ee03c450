"""The dossier: one client, whole."""
