"""The monitor: figures over a period, for people, for programs and as files."""
