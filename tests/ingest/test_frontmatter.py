"""The head of a text: what its first lines say of it, and that a long text costs no more than a short one."""

from __future__ import annotations

import time

from sijill.ingest.frontmatter import head_lines

AT_ONCE_S = 1.0


def test_named_lines_at_the_head_give_title_and_day() -> None:
    told = head_lines("Title: The week in Diyala\nDate: 4 October 2016\n\nA bomb went off in Baquba.\n")
    assert told["title"] == "The week in Diyala"
    assert told["published"].startswith("2016-10-04")


def test_lines_that_name_nothing_are_text() -> None:
    assert head_lines("Title: The week in Diyala\nA bomb went off in Baquba.\n\nMore.\n") == {}
    assert head_lines("".join(f"Title: {n}\n" for n in range(11)) + "\nText.\n") == {}


def test_a_long_text_without_a_blank_line_is_looked_at_in_no_time() -> None:
    text = "".join(f"Line {n} of a long report about nothing at all.\n" for n in range(20_000))
    began = time.monotonic()
    assert head_lines(text) == {}
    assert time.monotonic() - began < AT_ONCE_S
