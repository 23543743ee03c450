"""Widgets that know nothing of the caseload."""
