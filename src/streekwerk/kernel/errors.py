"""Refusals that carry their own Dutch sentence."""


class DomainError(Exception):
    """Something the user asked for cannot be done; the message says what to do instead.

    >>> str(DomainError("Het bestand is leeg. Kies een ander bestand."))
    'Het bestand is leeg. Kies een ander bestand.'
    """
