"""What OkHttp throws while the builder's `add` runs, at app start and not at the connection."""


class Rejected(ValueError):  # noqa: N818
    """A pattern or a pin that the builder throws for."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """Why, one clause without any text of the input."""
