"""Who signs whom and what is served of it, one scenario a function."""
