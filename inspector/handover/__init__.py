"""The hand-over sheet: what was chosen and why, for a pull request or a wiki."""
