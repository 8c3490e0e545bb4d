from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.publish.changes import ChangeKind, compare_lines, find_new, list_changes, list_text_changes
from counterclaim.publish.masking import WITHHELD
from counterclaim.reconcile.reconcile import reconcile
from counterclaim.records.claim import Claim
from counterclaim.records.story import Story
from counterclaim.records.text import Report
from counterclaim.resolve.group import group
from tests.make import make_claim, make_place, make_report
from tests.publish.stories import make_empty_story, make_hostile_story, strip_day
from tests.publish.world import tell_story

KIDAL = make_place("Kidal", country="AFG")


def put_together(reports: list[Report], claims: list[Claim]) -> Story:
    resolution = group(claims, reports, ())
    return Story(tuple(reports), tuple(claims), resolution, reconcile(resolution, claims, reports, (), as_of=None))


def make_told(
    day: int, n: int, by: str = "Norland", of: str = "Sudmark", *, outlet: str = "Outlet"
) -> tuple[Report, Claim]:
    sentence = f"{by} said {n} soldiers of {of} had been killed in Kidal."
    report = make_report(sentence, outlet=outlet, published=f"2026-03-{day:02}", name=f"{outlet}{day}")
    claim = make_claim(
        report=report, sentence=sentence, claimant=by, claimant_side=by, side=of, object=of, low=n, place=KIDAL,
        victim_status="combatant", scope_kind="total", scope_start="2026-03-01",
    )  # fmt: skip
    return report, claim


def tell(*told: tuple[Report, Claim]) -> Story:
    return put_together([report for report, _ in told], [claim for _, claim in told])


def sentences(story: Story, kind: ChangeKind) -> list[str]:
    return [change.sentence for change in list_changes(story) if change.kind is kind]


def test_a_story_of_nothing_has_no_changes() -> None:
    assert list_changes(make_empty_story()) == ()


def test_a_later_figure_says_by_whom_from_what_to_what() -> None:
    (sentence,) = sentences(tell(make_told(1, 4), make_told(2, 9)), ChangeKind.FIGURE)
    assert sentence.startswith("Norland gives 9 on “Sudmark’s fighters killed in Kidal")
    assert "which supersedes its 4 (inferred: " in sentence


def test_a_lower_figure_reads_as_a_sentence() -> None:
    (sentence,) = sentences(tell(make_told(1, 9), make_told(2, 4)), ChangeKind.FIGURE)
    assert "which is lower, unexplained, than its 9" in sentence


def test_two_claimants_contradict_each_other_and_one_admits_its_own() -> None:
    story = tell(make_told(1, 40), make_told(1, 3, by="Sudmark"))
    (contradiction,) = sentences(story, ChangeKind.CONTRADICTION)
    assert {"Norland (40)", "Sudmark (3)"} <= {
        part for part in ("Norland (40)", "Sudmark (3)") if part in contradiction
    }
    (admission,) = sentences(story, ChangeKind.ADMISSION)
    assert admission.startswith("Sudmark reports losses among its own, the first that were read: 3")


def test_a_denial_of_nobody_knows_what_is_told_as_such() -> None:
    report = make_report("Sudmark denied the claim.", published="2026-03-01")
    claim = make_claim(report=report, kind="DENY", sentence=report.text, trigger="denied", claimant="Sudmark",
                       claimant_side="Sudmark", actor="Sudmark")  # fmt: skip
    (change,) = list_changes(put_together([report], [claim]))
    assert change.sentence == "Sudmark denies a claim; which one, the reading does not tell."


def test_the_same_story_has_nothing_new() -> None:
    story = tell_story()
    changes = list_changes(story)
    assert len(changes) > 10
    assert find_new(changes, {name for change in changes for name in change.names}) == ()


def test_a_copy_elsewhere_a_copy_at_another_date_and_a_repeat_are_nothing_new() -> None:
    first, second = make_told(1, 4), make_told(2, 9)
    known = {name for change in list_changes(tell(first, second)) for name in change.names}
    copied = make_told(2, 9, outlet="Herald")
    dated = make_told(3, 9)
    for further in ([copied], [dated], [copied, dated]):
        assert find_new(list_changes(tell(first, second, *further)), known) == ()
    (new,) = find_new(list_changes(tell(first, second, copied, make_told(4, 12))), known)
    assert "gives 12" in new.sentence


def test_a_report_that_comes_late_tells_its_own_figure_alone() -> None:
    known = {name for change in list_changes(tell(make_told(1, 4), make_told(3, 12))) for name in change.names}
    late = find_new(list_changes(tell(make_told(1, 4), make_told(2, 9), make_told(3, 12))), known)
    assert ["gives 9" in change.sentence for change in late] == [True]


@pytest.mark.parametrize("make", [tell_story, make_hostile_story])
def test_no_sentence_states_a_figure_without_a_claimant_and_no_line_is_broken(make: object) -> None:
    story = make()  # type: ignore[operator] # one of the two
    names = {claim.claimant.name.split("<")[0] for claim in story.claims} | {"[name withheld]"}
    for change in list_changes(story):
        assert "\n" not in change.sentence
        assert change.words
        if any(character.isdigit() for character in strip_day(change.sentence)) and change.kind is not ChangeKind.TEXT:
            assert any(name in change.sentence for name in names if name), change.sentence


def test_private_names_are_withheld() -> None:
    report = make_report("Anna Osk, a teacher, said 2 soldiers had died.", published="2026-03-01")
    claim = make_claim(
        report=report, sentence=report.text, trigger="died", claimant="Anna Osk", speaker="Anna Osk", low=2,
        is_private_person=True, speaker_class="witness", side="Sudmark", object="Sudmark",
    )  # fmt: skip
    told = list_changes(put_together([report], [claim]))
    assert told
    assert "Osk" not in repr([(change.sentence, change.words) for change in told])
    assert WITHHELD in told[0].sentence


def test_versions_of_a_text_come_in_the_order_in_which_they_were_fetched() -> None:
    report = make_report("One.\nTwo.", outlet="Outlet", published="2026-03-01")
    versions = [
        replace(report, id=f"{9 - n}", text=text, url="https://a.example/1", notes=(f"Fetched 2026-03-0{n}T10:00:00Z.",))
        for n, text in enumerate(["One.\nTwo.", "One.\nThree.", "Zero.\nOne.\nThree."], 1)
    ]  # fmt: skip
    first, second = list_text_changes(put_together(versions[::-1], []))
    assert first.sentence == "Outlet changed its text at https://a.example/1: 1 line of it gone, 1 new."
    assert [(words.claimant, words.text) for words in first.words] == [
        ("Outlet, before", "Two."),
        ("Outlet, now", "Three."),
    ]
    assert [words.text for words in second.words] == ["Zero."]


@pytest.mark.parametrize(
    ("before", "after", "gone", "come"),
    [
        ("a\nb", "a\nb", (), ()),
        ("a\n\nb ", "a\nb", (), ()),
        ("a\nb\nc", "a\nx\nc", ("b",), ("x",)),
        ("a", "", ("a",), ()),
        ("a\nb", "b\na", ("b",), ("b",)),
    ],
)
def test_lines_that_differ(before: str, after: str, gone: tuple[str, ...], come: tuple[str, ...]) -> None:
    assert compare_lines(before, after) == (gone, come)
