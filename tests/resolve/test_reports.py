"""Which statements stand, and what a person said that survives a new extraction."""

from __future__ import annotations

import pytest
from making import defaulted, document, report_id, review, run, said, toll

from sijill.model.records import Review, Statement
from sijill.model.views import Report
from sijill.resolve import accepted, inherit, orphans, reports

TEXT = "A bomb struck a convoy in Babil, killing 3. Rockets and drones hit a base in Anbar. Police found a mine."
D = document(TEXT)
V1, V2 = run(D, "1"), run(D, "2")
G1, G2 = run(D, "1", step="geocode"), run(D, "2", step="geocode")

KIND = said(D, "kind", "attack", "bomb struck", by=V1)
KILLED = said(D, "killed", toll(3), "killing 3", by=V1)
PLACE = said(D, "place", {"name": "Babil"}, "Babil", by=V1)
FOUND = said(D, "place", {"name": "Babil", "precision": "admin1"}, "Babil", by=G1, replaces=PLACE)
ROCKETS = said(D, "weapons", {"type": "rocket"}, "Rockets", by=V1, report="b")
DRONES = said(D, "weapons", {"type": "drone"}, "drones", by=V1, report="b", order=1)

KIND2 = said(D, "kind", "remote_explosive_landmine_ied", "A bomb struck a convoy", by=V2)
KILLED2 = said(D, "killed", toll(33), "killing 3", by=V2)
ROCKETS2 = said(D, "weapons", {"type": "missile"}, "Rockets and", by=V2, report="b")
DRONES2 = said(D, "weapons", {"type": "drone"}, "drones", by=V2, report="b", order=1)


def the(folded: list[Report], name: str = "") -> Report:
    return next(report for report in folded if report.id == report_id(D, name))


def test_only_the_newest_extraction_stands() -> None:
    (old,) = reports([KIND, KILLED], [V1], [])
    assert (old.value("kind"), old.value("killed")) == ("attack", toll(3))
    (new,) = reports([KIND, KILLED, KIND2], [V1, V2], [])
    assert (new.value("kind"), new.value("killed")) == ("remote_explosive_landmine_ied", None)


def test_statements_of_an_unfinished_extraction_do_not_stand() -> None:
    (report,) = reports([KIND, KIND2], [V1], [])
    assert report.value("kind") == "attack"


def test_a_refinement_stands_in_the_place_of_what_it_replaces() -> None:
    (report,) = reports([KIND, PLACE, FOUND], [V1, G1], [])
    assert report.fields["place"] == (FOUND,)


def test_a_refinement_falls_with_what_it_replaces() -> None:
    (report,) = reports([KIND, PLACE, FOUND, KIND2], [V1, G1, V2], [])
    assert "place" not in report.fields


def test_the_later_of_two_refinements_stands() -> None:
    again = said(D, "place", {"name": "Babil", "precision": "site"}, "Babil", by=G2, replaces=PLACE)
    (report,) = reports([PLACE, FOUND, again], [V1, G1, G2], [])
    assert report.fields["place"] == (again,)


def test_elements_of_a_list_stand_in_the_order_told() -> None:
    assert the(reports([DRONES, ROCKETS], [V1], []), "b").values("weapons") == [{"type": "rocket"}, {"type": "drone"}]


def test_a_persons_word_outranks_machines_and_the_last_wins() -> None:
    first = said(D, "killed", toll(4), "killing 3", by="huda", replaces=KILLED)
    second = said(D, "killed", toll(5), "killing 3", by="omar", replaces=first)
    (report,) = reports([KIND, KILLED, first, second], [V1], [])
    assert report.value("killed") == toll(5)


def test_a_person_may_mark_a_value_unknown() -> None:
    unknown = said(D, "killed", None, "killing 3", by="huda", replaces=KILLED)
    (report,) = reports([KIND, KILLED, unknown], [V1], [])
    assert report.value("killed") is None


def test_a_machine_may_look_up_the_place_that_a_person_wrote() -> None:
    written = said(D, "place", {"name": "Anbar"}, "Anbar", by="huda", replaces=PLACE)
    looked_up = said(D, "place", {"name": "Anbar", "precision": "admin1"}, "Anbar", by=G1, replaces=written)
    (report,) = reports([PLACE, FOUND, written, looked_up], [V1, G1], [])
    assert report.fields["place"] == (looked_up, written)


def test_a_correction_survives_a_new_extractor_version() -> None:
    mine = said(D, "killed", toll(4), "killing 3", by="huda", replaces=KILLED)
    statements = [KIND, KILLED, mine, KIND2, KILLED2]
    (report,) = reports(statements, [V1, V2], [])
    assert report.value("killed") == toll(4)
    assert orphans(statements, [V1, V2], []) == []


def test_a_corrected_element_survives_a_new_extractor_version() -> None:
    mine = said(D, "weapons", {"type": "mortar"}, "Rockets", by="huda", report="b", replaces=ROCKETS)
    assert the(reports([ROCKETS, DRONES, mine], [V1], []), "b").values("weapons") == [mine.value, DRONES.value]
    later = [ROCKETS, DRONES, mine, ROCKETS2, DRONES2]
    assert the(reports(later, [V1, V2], []), "b").values("weapons") == [mine.value, DRONES2.value]


def test_a_removed_element_stays_removed() -> None:
    gone = said(D, "weapons", None, "drones", by="huda", report="b", replaces=DRONES)
    assert the(reports([ROCKETS, DRONES, gone], [V1], []), "b").values("weapons") == [ROCKETS.value]
    later = [ROCKETS, DRONES, gone, ROCKETS2, DRONES2]
    assert the(reports(later, [V1, V2], []), "b").values("weapons") == [ROCKETS2.value]


def test_a_removal_may_be_taken_back() -> None:
    gone = said(D, "weapons", None, "drones", by="huda", report="b", replaces=DRONES)
    back = said(D, "weapons", {"type": "drone"}, "drones", by="huda", report="b", replaces=gone)
    told = the(reports([ROCKETS, DRONES, gone, back], [V1], []), "b")
    assert told.fields["weapons"] == (ROCKETS, back)


def test_a_person_may_add_an_element() -> None:
    added = said(D, "weapons", {"type": "landmine"}, "mine", by="huda", report="b")
    assert the(reports([ROCKETS, added], [V1], []), "b").fields["weapons"] == (ROCKETS, added)


def test_a_report_moves_on_with_the_words_of_a_correction() -> None:
    """The new extraction gave the report another id; the correction follows its words."""
    mine = said(D, "killed", toll(4), "killing 3", by="huda", replaces=KILLED)
    moved = said(D, "killed", toll(33), "killing 3", by=V2, report="other")
    (report,) = reports([KIND, KILLED, mine, moved], [V1, V2], [])
    assert report.id == report_id(D, "other")
    assert report.value("killed") == toll(4)


def test_what_no_longer_fits_is_queued_and_never_dropped() -> None:
    mine = said(D, "killed", toll(4), "killing 3", by="huda", replaces=KILLED)
    gone = said(D, "weapons", None, "drones", by="huda", report="b", replaces=DRONES)
    judged = review("reject", KILLED)
    elsewhere = said(D, "kind", "other", "found a mine", by=V2, report="c")
    statements = [KIND, KILLED, DRONES, mine, gone, elsewhere]
    queue = orphans(statements, [V1, V2], [judged])
    assert {record.id for record in queue} == {judged.id, mine.id, gone.id}
    assert [report.id for report in reports(statements, [V1, V2], [judged])] == [report_id(D, "c")]


def test_a_removal_of_what_a_new_extraction_does_not_tell_is_queued() -> None:
    gone = said(D, "weapons", None, "drones", by="huda", report="b", replaces=DRONES)
    assert orphans([ROCKETS, DRONES, gone, ROCKETS2], [V1, V2], []) == [gone]


def test_a_report_of_a_persons_own_stands_through_extractions() -> None:
    own = said(D, "kind", "disrupted_weapons_use", "found a mine", by="huda", report="own")
    folded = reports([KIND, own, KIND2], [V1, V2], [])
    assert [report.id for report in folded] == [report_id(D), report_id(D, "own")]
    assert orphans([KIND, own, KIND2], [V1, V2], []) == []


@pytest.mark.parametrize("later", [False, True])
def test_a_rejected_statement_is_hidden_also_after_a_new_extraction(later: bool) -> None:
    statements = [KIND, KILLED, *([KIND2, KILLED2] if later else [])]
    (report,) = reports(statements, [V1, V2] if later else [V1], [review("reject", KILLED)])
    assert report.value("killed") is None
    assert report.value("kind") is not None


def test_a_rejected_place_does_not_come_back_unresolved() -> None:
    (report,) = reports([KIND, PLACE, FOUND], [V1, G1], [review("reject", FOUND)])
    assert "place" not in report.fields


def test_the_last_review_decides() -> None:
    judged = [review("reject", KILLED), review("accept", KILLED, by="omar")]
    (report,) = reports([KIND, KILLED], [V1], judged)
    assert report.value("killed") == toll(3)
    assert accepted([KIND, KILLED], [V1], judged) == {report.id}


def test_a_rejected_report_is_hidden_but_may_be_inherited() -> None:
    whole = Review(D.id, report_id(D), "reject", "person:huda")
    assert reports([KIND, KILLED], [V1], [whole]) == []
    (hidden,) = reports([KIND, KILLED], [V1], [whole], with_rejected=True)
    renamed = [said(D, "kind", "attack", "A bomb struck", by=V2, report="new")]
    heirs = inherit(renamed, [hidden])
    assert reports([KIND, KILLED, *heirs], [V1, V2], [whole]) == []
    assert reports([KIND, KILLED, *renamed], [V1, V2], [whole]) == []


def test_reports_come_in_the_order_first_told_with_fields_in_the_vocabulary_order() -> None:
    folded = reports([KILLED, KIND, defaulted(D, "role", "news", by=V1), ROCKETS], [V1], [])
    assert [report.id for report in folded] == [report_id(D), report_id(D, "b")]
    assert list(folded[0].fields) == ["role", "kind", "killed"]


def heirs_of(*new: Statement, current: list[Report]) -> list[str]:
    return [statement.report for statement in inherit(list(new), current)]


def test_a_new_extraction_takes_over_ids_by_the_opening_words() -> None:
    current = reports([KIND, KILLED, ROCKETS], [V1], [])
    one = said(D, "kind", "attack", "A bomb struck", by=V2, report="x")
    two = said(D, "weapons", {"type": "rocket"}, "Rockets and drones", by=V2, report="y")
    new = said(D, "kind", "other", "found a mine", by=V2, report="z")
    assert heirs_of(one, two, new, current=current) == [report_id(D), report_id(D, "b"), report_id(D, "z")]


def test_the_longest_overlap_inherits_and_the_others_get_an_id_of_their_own() -> None:
    current = reports([KIND], [V1], [])
    short = said(D, "kind", "attack", "bomb", by=V2)  # carries the current id, but fits less well
    long = said(D, "kind", "attack", "A bomb struck", by=V2, report="x")
    first, second = heirs_of(short, long, current=current)
    assert second == report_id(D)
    assert first not in {report_id(D), report_id(D, "x")}


def test_references_follow_the_inherited_ids() -> None:
    current = reports([KIND], [V1], [])
    base = said(D, "place", {"name": "Babil"}, "bomb struck", by=V2, report="x")
    finer = said(D, "place", {"name": "Babil", "precision": "admin1"}, "Babil", by=V2, report="x", replaces=base)
    first, second = inherit([base, finer], current)
    assert second.replaces == first.id
    assert {first.report, second.report} == {report_id(D)}
    (report,) = reports([KIND, first, second], [V1, V2], [])
    assert report.fields["place"] == (second,)


def test_another_family_does_not_inherit() -> None:
    current = reports([KIND], [V1], [])
    meeting = said(D, "type", "consult", "bomb struck", by=V2, report="x", family="interaction")
    assert heirs_of(meeting, current=current) == [report_id(D, "x")]
