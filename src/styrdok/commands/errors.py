"""Why a command does not do what it was asked to; it knows no command."""


class CommandError(Exception):
    """What was asked for cannot be done; the message says why and what to do."""


class RefusedError(CommandError):
    """The text or its front matter does not allow it; the message names each place."""
