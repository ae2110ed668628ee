"""Write a post to files: the page, the Markdown and the stored figures; for a blog editor, a fragment and pictures."""

from __future__ import annotations

import json
from pathlib import Path

from sijill.publish.files import stem_of, write_bytes
from sijill.publish.markdown import correction_note, markdown
from sijill.publish.page import html
from sijill.publish.paste import fragment, pictures
from sijill.publish.post import Post


def write(post: Post, out: Path, *, paste: bool = False) -> list[Path]:
    """Write NAME.html, NAME.md and NAME.post.json; each file whole or not at all.

    out: a path of which the ending is dropped ("posts/december.html" writes posts/december.*), or one without.
    paste: also NAME.paste.html, a fragment without script, with NAME.chart.png, NAME.map.png and a
    NAME.finding-N.png for each finding beside it.
    A post with a correction also writes NAME.correction.md. Returns the files, the page first.
    Raises BadInput where the folder cannot be written.
    """
    stem = stem_of(out)
    folder = out.parent
    stored = json.dumps(post.to_json(), ensure_ascii=False, indent=1)
    files = [
        write_bytes(folder / f"{stem}.html", html(post).encode()),
        write_bytes(folder / f"{stem}.md", markdown(post).encode()),
        write_bytes(folder / f"{stem}.post.json", f"{stored}\n".encode()),
    ]
    if post.correction is not None:
        files.append(write_bytes(folder / f"{stem}.correction.md", f"{correction_note(post)}\n".encode()))
    if paste:
        drawn = pictures(post, folder, stem)
        names = {key: path.name for key, path in drawn.items()}
        files.append(write_bytes(folder / f"{stem}.paste.html", fragment(post, names).encode()))
        files.extend(drawn.values())
    return files
