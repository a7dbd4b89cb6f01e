"""What can go wrong for the user. Errors carry facts; `wording.errors` puts them into words."""


class AppError(Exception):
    """A situation the user can understand and act on; anything else is a bug."""
