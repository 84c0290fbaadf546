"""Would the pins that are shipped connect? Files in, a report of verdicts out."""
