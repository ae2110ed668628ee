"""Bytes to documents: text, Markdown and JSON lines, from files, folders or standard input."""

from sijill.ingest.encoding import decode
from sijill.ingest.script import language_of
from sijill.ingest.text import MAX_BYTES, Failure, Read, from_bytes, read

__all__ = ["MAX_BYTES", "Failure", "Read", "decode", "from_bytes", "language_of", "read"]
