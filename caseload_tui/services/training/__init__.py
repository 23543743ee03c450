"""Trainings: stories told, copies handed out, tasks given and checked."""
