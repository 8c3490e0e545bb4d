"""Conflicts with a known truth, told by outlets that copy, lag, round, misprint and take sides. See README.md."""
