"""Root stores, and the path that a client builds from the served certificates."""
