"""Find the encoding of a text file, or say why it is none."""

from __future__ import annotations

import codecs
import re
from typing import Final

from sijill.errors import BadDocument

_REMEDY: Final = "save it as UTF-8 text"

_MARKS: Final = (
    # UTF-32's little-endian mark begins with UTF-16's.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMS: Final = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (a DOCX, XLSX, EPUB or ODT file is one)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF file (a picture or sound)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an XZ archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
)
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_MOST_CONTROLS: Final = 0.01
_SAMPLE: Final = 200_000
"""Bytes that a guess looks at; certainty (strict decoding) looks at all."""

_WORDS: Final = re.compile(r"[^\W\d_]+")
_ARABIC: Final = re.compile(r"[\u0621-\u064A\u067E\u0686\u0688\u0691\u0698\u06A9\u06AF\u06BA\u06BE\u06C1\u06D2]+")
_COMMON: Final = frozenset("اليمونرتبةعدسفهكقحجأ")
_SIGNS: Final = frozenset("‘’“”–—…•€£§©®°«»¡¿·´²³½¼¾™‹›„‚\u00a0×±µ¢¥†‡‰")
_MULTIBYTE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decode(data: bytes, name: str, *, charset: str | None = None) -> str:
    """Decode text of unknown encoding; name: of the file, for messages. A byte-order mark is not part of the text.

    charset: what headers or markup name, which servers often get wrong.
    In turn: a byte-order mark, UTF-16 by its zeros, strict UTF-8, the charset if all bytes fit it, Windows-1256 if it
    reads as Arabic, Windows-1252 if it reads as a western language.
    Raises BadDocument for binary data and for text whose encoding cannot be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name, encoding)
    for magic, form in _FORMS:
        if data.startswith(magic):
            raise BadDocument(f"{name}: this is {form}, not text; {_REMEDY}")
    if b"\0" in data:
        return _without_mark(data, name)
    n_controls = len(data) - len(data.translate(None, _CONTROLS))
    if n_controls > max(2, _MOST_CONTROLS * len(data)):
        raise BadDocument(
            f"{name}: {n_controls} of {len(data)} bytes are control codes, so this is not text; {_REMEDY}"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _as_named(data, charset)
        return _eight_bit(data, name, error) if text is None else text


def _as_named(data: bytes, charset: str | None) -> str | None:
    if not charset:
        return None
    try:
        named = codecs.lookup(charset.strip()).name
        # What calls itself Latin-1 on the web is Windows-1252: every browser reads it so.
        return data.decode({"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}.get(named, named))
    except (LookupError, UnicodeDecodeError):
        return None


def _marked(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        told = f"{name}: its first bytes say {encoding.upper()}, but byte {error.start} does not fit"
        raise BadDocument(f"{told}; the file is damaged: get it again, or {_REMEDY}") from error


def _without_mark(data: bytes, name: str) -> str:
    """UTF-16 text has its zeros on one side of each pair of bytes, and reads as text from that side alone."""
    if len(data) % 2 == 0:
        odd, even = data[1::2].count(0), data[::2].count(0)
        for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
            if zeros > 8 * others and _reads(data, encoding):
                return data.decode(encoding)
    raise BadDocument(f"{name}: it holds zero bytes, so it is binary data, not text; {_REMEDY}")


def _reads(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    sample = text[:_SAMPLE]
    # Latin with its punctuation and marks, Arabic in its blocks; what a wrong reading gives is spread over all.
    plain = sum(
        c.isspace() or " " <= c <= "\u024f" or "\u0600" <= c <= "\u06ff" or "\u2000" <= c <= "\u20cf" for c in sample
    )
    return plain >= 0.9 * len(sample) and "\0" not in text


def _eight_bit(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    sample = data[:_SAMPLE]
    n_multibyte = len(_MULTIBYTE.findall(data))
    n_lost = data.decode("utf-8", "replace").count("\ufffd")
    # Legacy text has a pair that passes for UTF-8 now and then; text that is mostly such pairs is damaged UTF-8.
    if n_multibyte >= 3 * n_lost:
        raise BadDocument(f"{name}: damaged UTF-8 at byte {error.start}; get the file again, or {_REMEDY}")
    if _arabic_looking(sample.decode("cp1256")):
        return data.decode("cp1256")
    if _western_looking(sample):
        return data.decode("cp1252")
    raise BadDocument(
        f"{name}: its encoding cannot be told: it is not UTF-8 (byte {error.start}), and reads as neither Windows-1256 "
        f"Arabic nor Windows-1252; {_REMEDY}"
    )


def _arabic_looking(text: str) -> bool:
    """Words that hold any letter beyond ASCII are Arabic through and through, and of its common letters."""
    words = [word for word in _WORDS.findall(text) if not word.isascii()]
    arabic = [word for word in words if _ARABIC.fullmatch(word) and len(word) > 1]
    letters = "".join(arabic)
    n_common = sum(letter in _COMMON for letter in letters)
    single = sum(len(word) == 1 for word in words)
    return bool(letters) and len(arabic) >= 0.85 * (len(words) - single) and n_common >= 0.75 * len(letters)


def _western_looking(sample: bytes) -> bool:
    """Few letters beyond ASCII, each at home in a word that ASCII letters make the most of."""
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    words = [word for word in _WORDS.findall(text) if not word.isascii()]
    at_home = [word for word in words if len(word) <= 2 or sum(c.isascii() for c in word) * 2 >= len(word)]
    beyond = [c for c in text if c > "\x7f"]
    letters = sum(c.isalpha() for c in beyond)
    n_ascii = sum("a" <= c <= "z" or "A" <= c <= "Z" for c in text)
    signs = sum(c in _SIGNS for c in beyond)
    return 2 * letters <= n_ascii and len(at_home) >= 0.9 * len(words) and letters + signs == len(beyond)
