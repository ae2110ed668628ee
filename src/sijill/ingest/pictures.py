"""Pictures with their words typed beside them: photo.jpg with photo.jpg.txt or photo.txt."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".bmp", ".heic")
_TYPED: Final = (".txt", ".md")


def typed_beside(picture: Path) -> Path | None:
    """The file that holds a picture's words, None if there is none."""
    for suffix in _TYPED:
        for file in (picture.with_name(picture.name + suffix), picture.with_suffix(suffix)):
            if file.is_file():
                return file
    return None


def picture_beside(typed: Path, names: frozenset[str]) -> Path | None:
    """The picture whose words a text file holds. names: of the files in its folder."""
    if typed.suffix.lower() not in _TYPED:
        return None
    if Path(typed.stem).suffix.lower() in SUFFIXES:
        return typed.with_name(typed.stem) if typed.stem in names else None
    for suffix in SUFFIXES:
        for name in (typed.stem + suffix, typed.stem + suffix.upper()):
            if name in names:
                return typed.with_name(name)
    return None


def reference(picture: Path) -> str:
    """How a document names its picture: the file's name and the SHA-256 of its bytes."""
    with picture.open("rb") as file:
        return f"{picture.name}#sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
