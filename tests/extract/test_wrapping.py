"""Line breaks at a width are spaces; those of lists are not."""

from __future__ import annotations

from sijill.extract.wrapping import unwrapped

WRAPPED = (
    "Two men on a motorcycle opened fire on a patrol of the municipal\n"
    "police in the market of the town on Sunday night and wounded three\n"
    "officers before they fled towards the hills, residents said later.\n"
    "\n"
    "Nobody has said that it was behind the attack.\n"
)


def test_a_wrapped_text_keeps_its_length_and_its_paragraphs() -> None:
    text = unwrapped(WRAPPED)
    assert len(text) == len(WRAPPED)
    assert "municipal police" in text
    assert "later.\n\nNobody" in text


def test_a_list_keeps_its_lines() -> None:
    lines = "1 May: a bomb in the market of the town of Hit, two killed there\n2 May: shots\n3 May: a rocket\n"
    assert unwrapped(lines) == lines
