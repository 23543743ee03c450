"""The monitor: what happened to a caseload in a period, in figures that must add up."""
