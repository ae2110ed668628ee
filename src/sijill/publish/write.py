"""Write a post to files: the page, the Markdown and the stored figures; for a blog editor, a fragment and pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from sijill.errors import BadInput
from sijill.publish.files import stem_of, write_bytes
from sijill.publish.markdown import correction_note, markdown
from sijill.publish.page import html
from sijill.publish.paste import fragment, pictures
from sijill.publish.post import FORM, Post

MARK: Final = "<!-- written by sijill post -->"
"""Says unseen, at the end of Markdown and of a fragment, that a later post may be written over it."""
_SIGNS: Final = {
    ".html": ('id="sijill-post"',),
    ".paste.html": (MARK, '<blockquote id="'),
    ".md": (MARK, '<a id="i-'),
    ".correction.md": (MARK,),
    ".post.json": (f'"form": "{FORM.partition("/")[0]}/',),
}
"""Words by which a file of a post is known, also those of posts written before there was a mark."""


def write(post: Post, out: Path, *, paste: bool = False, force: bool = False) -> list[Path]:
    """Write NAME.html, NAME.md and NAME.post.json; each file whole or not at all.

    out: a path of which the ending is dropped ("posts/december.html" writes posts/december.*), or one without.
    paste: also NAME.paste.html, a fragment without script, with NAME.chart.png, NAME.map.png and a
    NAME.finding-N.png for each finding beside it. force: write over files that are of no earlier post too.
    A post with a correction also writes NAME.correction.md. Returns the files, the page first.
    Raises BadInput, and writes nothing, where one of them is there already and of no earlier post; BadInput where the
    folder cannot be written.
    """
    stem = stem_of(out)
    folder = out.parent
    if not force:
        _check_free(post, folder, stem, paste=paste)
    stored = json.dumps(post.to_json(), ensure_ascii=False, indent=1)
    files = [
        write_bytes(folder / f"{stem}.html", html(post).encode()),
        write_bytes(folder / f"{stem}.md", f"{markdown(post)}\n{MARK}\n".encode()),
        write_bytes(folder / f"{stem}.post.json", f"{stored}\n".encode()),
    ]
    if post.correction is not None:
        note = f"{correction_note(post)}\n\n{MARK}\n"
        files.append(write_bytes(folder / f"{stem}.correction.md", note.encode()))
    if paste:
        drawn = pictures(post, folder, stem)
        names = {key: path.name for key, path in drawn.items()}
        files.append(write_bytes(folder / f"{stem}.paste.html", f"{fragment(post, names)}{MARK}\n".encode()))
        files.extend(drawn.values())
    return files


def _check_free(post: Post, folder: Path, stem: str, *, paste: bool) -> None:
    """Raise BadInput for the first file that a post would be written over though it is of no earlier one."""
    endings = [".html", ".md", ".post.json"]
    endings += [".correction.md"] if post.correction is not None else []
    endings += [".paste.html"] if paste else []
    taken = [folder / f"{stem}{ending}" for ending in endings if not _is_own(folder / f"{stem}{ending}", ending)]
    if paste and not (folder / f"{stem}.paste.html").is_file():
        # Pictures carry no mark: they are those of the fragment beside them.
        named = ("chart", "map", *(f"finding-{n}" for n in range(1, len(post.findings) + 1)))
        taken += [file for name in named if (file := folder / f"{stem}.{name}.png").exists()]
    if taken:
        raise BadInput(
            f"{taken[0]}: is there already and was not written by `sijill post`; give another --out, or --force to "
            "write over it"
        )


def _is_own(file: Path, ending: str) -> bool:
    """Whether a file may be written over: it is not there, or is that of a post."""
    if not file.exists():
        return True
    told = file.read_text("utf-8", errors="replace") if file.is_file() else ""
    return any(sign in told for sign in _SIGNS[ending])
