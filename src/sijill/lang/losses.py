"""What a language pack may bring to read tolls of running text: phrases of loss, and how a phrase names its people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Losses:
    """Patterns over flattened text."""

    phrases: Mapping[str, tuple[re.Pattern[str], ...]]
    """By what befell, killed or wounded, or "again" for a figure that says anew what was said before. A group `who`
    holds the people; with a group `back` they stand before the match, and with both, on both sides. With a group
    `person` they must be people by their word; `over` has a word for more than their number; with `besides` they come
    on top of those that the match opens with; `man` has one more, who is named by whose man he is (`two` of them),
    `himself` one who is a pronoun, and `selves` those of a number before it; with `one` they are one where nobody is
    found; with `pair` they are two by the form of their word; with `attacker` they are those who attacked, who come on
    top of whom they hit; with `now` their number stands in place of all others of its sentence."""
    hint: Mapping[str, re.Pattern[str]]
    """By what befell, a word without which a clause tells of no such loss."""
    opens: re.Pattern[str]
    """Opens the clause that the people of a verb stand in: ", when "."""
    member: re.Pattern[str]
    """Between two members of a sum: " and ", ", ". It may skip what says more of the first."""
    lump: re.Pattern[str]
    """A word for several at once: "an elderly couple"; with a group three where it is a trio."""
    noone: re.Pattern[str]
    """Nobody: "none of them"."""
    measure: re.Pattern[str]
    """After a number that counts no people: " metres"."""
    noun: re.Pattern[str]
    """What is counted, after its number: " off-duty policemen"."""
    oneself: re.Pattern[str]
    """One person without a number, with a group noun: "his driver", "the bridegroom", "she"."""
    lead: re.Pattern[str]
    """May stand before a number that opens a phrase: "at least "."""
    more: re.Pattern[str]
    """Says that a toll comes on top of the one before: "another", "three more"."""
    later: re.Pattern[str]
    """Wounded who have died: "two of the wounded died".

    How many are in the groups `who`, `who2`, `one`, `one2`, `two`, `two2`, `part` and `part2`; `hurt`, `was` and `rel`
    are the words that tell the people apart; `soon` is said of one wounded told shortly before: ", and died there".
    """
    rising: re.Pattern[str]
    """Says that a toll replaces the one before: "rose to"."""
    conflict: re.Pattern[str] = _NEVER
    """Says that sources do not agree: "accounts conflict"."""
    owned: re.Pattern[str] = _NEVER
    """Wounds of one who is told to be hurt already, right behind what they died of: "of her wounds"."""
    of_two: re.Pattern[str] = _NEVER
    """A verb whose form says that it befell two, where people stand before it: the Arabic dual."""
    his: re.Pattern[str] = _NEVER
    """Someone named by whose man he is, as one word, with a group `two` where it is two: the Arabic "his driver"."""
    named: re.Pattern[str] = _NEVER
    """One person by title and name, over the original text: "Lieutenant Ahmed Salih"."""
    apposed: re.Pattern[str] = _NEVER
    """The name of the one told before, between commas, over the original text: ", Colonel Ali Hussein"."""
    called: re.Pattern[str] = _NEVER
    """A person's name by itself, over the original text, up to the verb: "Rasheed al-Maqtari "."""
    of_one: re.Pattern[str] = _NEVER
    """A verb whose subject is one: "was"."""
    of_many: re.Pattern[str] = _NEVER
    """A verb whose subject is several: "were"."""
    restated: re.Pattern[str] = _NEVER
    """Opens all the dead as another source has them, whose number is the group `n`: "the dead were thirteen"."""
    household: re.Pattern[str] = _NEVER
    """A whole whose number stands behind it, with a group n: "a family of six"."""
    counter: re.Pattern[str] = _NEVER
    """What another source gives, with groups killed and wounded: "put the toll at 18 dead and 40 wounded"."""
    inset: re.Pattern[str] = _NEVER
    """What someone is, between commas behind the word for them: ", a farmer in his fifties, "."""
    listed: re.Pattern[str] = _NEVER
    """Those whom a number counts, the group `who`, named behind it: ", a captain and a warrant officer, "."""
    source: re.Pattern[str] = _NEVER
    """Whose figure stands right before it: "according to the mayor"."""
    bare: re.Pattern[str] = _NEVER
    """Ends with a number, the group `n`, whose people were told before: "and five "."""
    twice: re.Pattern[str] = _NEVER
    """A toll told as twice the other one, or by a group `same` or `same2` as equal to it: "twice as many wounded"."""
    relative: re.Pattern[str] = _NEVER
    """What says more of people between them and their verb: ", who was with him, "; it ends where it is looked for."""
    unhurt: re.Pattern[str] = _NEVER
    """Ends right before a number of people who were taken, or of no people: "captured ", "the number of posts to "."""
    several: bool = False
    """Whether people in the plural without a number are several: "the killing of passengers"."""
    subject: re.Pattern[str] = _NEVER
    """A word for someone who acts and is never acted on: "he"."""
    anew: re.Pattern[str] = _NEVER
    """After a later member, that it opens a clause of its own: " others were"."""
    apart: re.Pattern[str] = _NEVER
    """Ends right before people that are no subject: "in "."""
    aside: re.Pattern[str] = _NEVER
    """After a number that tells a part: " of them"."""
    broken: re.Pattern[str] = _NEVER
    """Ends right before people who open a clause of their own within the sentence: " were stopped and "."""
    beside: re.Pattern[str] = _NEVER
    """Between people and what is said of them right behind: " later"."""
    finite: re.Pattern[str] = _NEVER
    """Opens a verb whose subject may stand far before it: "were"."""
    state: re.Pattern[str] = _NEVER
    """Says how badly some of the wounded are: "in a critical condition"."""
    amid: re.Pattern[str] = _NEVER
    """Between people and a verb, that they are a part of whom it befell: "among those"."""
    unlisted: re.Pattern[str] = _NEVER
    """A later member that is a person by its form and need be of no list: "her gardener"."""
    crowd: re.Pattern[str] = _NEVER
    """A word for people that has the form of one and tells of many: "infantry"."""
    whole: re.Pattern[str] = _NEVER
    """Right behind a toll, that it is the sum of those told beside it: " in all"."""
    differs: re.Pattern[str] = _NEVER
    """In a clause that someone says, that its toll may be another than the one before."""
    others: re.Pattern[str] = _NEVER
    """Ends a toll whose people are others, of whom no number is told: "and others"."""
    contrast: re.Pattern[str] = _NEVER
    """Opens what another source says of the same: ", while the army said that "."""
    ours: re.Pattern[str] = _NEVER
    """Beside a toll, that it is of the side that speaks: "our"."""
    theirs: re.Pattern[str] = _NEVER
    """Beside a toll, that it is of the other side: "the enemy"."""


__all__ = ["Losses"]
