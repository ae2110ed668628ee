"""Write a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Final

from sijill.errors import BadInput

ENDINGS: Final = (".post.json", ".paste.html", ".correction.md", ".html", ".md", ".json")


def stem_of(path: Path) -> str:
    """The name that all files of a post share: "december" of december.html and of december.post.json."""
    return next((path.name.removesuffix(end) for end in ENDINGS if path.name.endswith(end)), path.name)


def write_bytes(path: Path, content: bytes) -> Path:
    """Write to a temporary file beside it, then rename. Raises BadInput if the folder cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise BadInput(f"{path}: cannot be written there ({error.strerror}); give another --out") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # A temporary file is the owner's alone; a published one is for all whom the umask allows.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise BadInput(f"{path}: cannot be written ({error.strerror})") from error
    return path
