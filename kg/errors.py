"""The errors that this project raises on purpose; each message says what is wrong, where, and what to do."""


class KgError(Exception):
    """A failure that the user can act on; the command line prints its message and exits with 2."""


class UnreadableDocument(KgError):
    """One file could not become a Document; a build reports and skips it."""


class QueryError(KgError):
    """A query file is malformed, or its parameters do not fit."""


class StoreError(KgError):
    """A folder is not a store, or a store cannot be opened or written."""
