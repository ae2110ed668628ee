"""Bytes to documents: text, posts, pages, feeds, mail, PDF, Word, chats, archives; from files or the web."""

from sijill.ingest.draft import MAX_BYTES, Failure, Read
from sijill.ingest.encoding import decode
from sijill.ingest.language import language_of
from sijill.ingest.reading import from_bytes, read, total

__all__ = ["MAX_BYTES", "Failure", "Read", "decode", "from_bytes", "language_of", "read", "total"]
