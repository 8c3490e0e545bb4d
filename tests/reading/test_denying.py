from __future__ import annotations

import pytest

from counterclaim.records.statement import DenialTarget, Kind, Status, Voice
from tests.reading.marked import complete


@pytest.mark.parametrize(
    ("marked", "doer"),
    [
        ("“We had no hand in the [[blast]] at the mill,” the Front said.", "We"),
        ("The army said its men had nothing to do with the [[shelling]].", "its men"),
        ("The Front insists it was not behind Tuesday's [[bombing]].", "it"),
        ("Ruritania has denied any role in the [[attack]].", "Ruritania"),
        ("The Front wasn't involved in the [[raid]], it said.", "The Front"),
        ("Ruritania dismissed Graustarkian claims that it had a hand in the [[raid]].", "Ruritania"),
    ],
)
def test_who_took_no_part_did_not_do_it(marked: str, doer: str) -> None:
    done = complete(marked, kind=Kind.STRIKE)
    assert (done.status, done.denies) == (Status.NEGATED, DenialTarget.AUTHORSHIP)
    assert [span.text for span in done.actor] == [doer]


@pytest.mark.parametrize(
    "marked",
    [
        "The Front had no role in the talks after the [[attack]].",
        "He has no links to the men who carried out the [[attack]].",
        "The army had a hand in the [[attack]].",
        "The army said reports of the [[attack]] were late but false hopes had been raised.",
    ],
)
def test_what_happened_is_not_denied_by_words_on_something_else(marked: str) -> None:
    assert complete(marked, kind=Kind.STRIKE).status is Status.ASSERTED


@pytest.mark.parametrize(
    "marked",
    [
        "Reports of a [[raid]] on the mill are false, the mayor said.",
        "The claim that its men had [[raided]] the mill was a fabrication, the army said.",
        "Rumours about a [[raid]] in Zenda are simply untrue.",
    ],
)
def test_what_is_told_falsely_did_not_happen(marked: str) -> None:
    done = complete(marked, kind=Kind.STRIKE)
    assert (done.status, done.denies) == (Status.NEGATED, DenialTarget.OCCURRENCE)


@pytest.mark.parametrize(
    ("marked", "kind", "status"),
    [
        ("The rebels [[discussed]] no such offer with the ministry.", Kind.CONSULT, Status.NEGATED),
        ("The raid [[killed]] no civilians.", Kind.KILL, Status.NEGATED),
        ("The raid [[killed]] no fewer than nine men.", Kind.KILL, Status.ASSERTED),
        ("They [[agreed]] no shots would be fired.", Kind.AGREE, Status.ASSERTED),
        ("The six were freed [[unharmed]].", Kind.INJURE, Status.NEGATED),
    ],
)
def test_none_and_unharmed_negate(marked: str, kind: Kind, status: Status) -> None:
    assert complete(marked, kind=kind).status is status


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("The minister said no more than 25 women had been [[freed]].", Status.ASSERTED),
        ("The minister denied that more than 25 women had been [[freed]].", Status.NEGATED),
        ("The minister said no women had been [[freed]].", Status.NEGATED),
    ],
)
def test_a_bound_is_no_denial(words: str, status: Status) -> None:
    assert complete(words, kind=Kind.RELEASE, status=Status.NEGATED).status is status


def test_who_does_not_claim_an_attack_is_not_said_to_have_made_it() -> None:
    done = complete("The Front has not claimed the [[attack]].", kind=Kind.STRIKE, actor="The Front")
    assert (done.actor, done.source.voice) == ((), Voice.REPORT)


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("The president [[turned that down]].", None),
        ("The president [[ruled it out]] in parliament.", None),
        ("The president [[denied]] it.", DenialTarget.ALLEGATION),
    ],
)
def test_turning_down_what_is_asked_denies_nothing(words: str, target: DenialTarget | None) -> None:
    assert complete(words, kind=Kind.DENY).denies is target


def test_a_figure_that_is_belittled_counts_nothing_else() -> None:
    done = complete("Ito called the number of 240 a fairy tale and said [[losses]] were few.", amounts="240")
    assert done.amounts == ()


def test_what_is_not_known_of_is_neither_told_nor_denied() -> None:
    marked = "The police said they had no knowledge of any [[kidnapping]]."
    assert complete(marked, kind=Kind.CAPTURE, status=Status.NEGATED).status is Status.IRREALIS


def test_a_claim_taken_back_is_denied_by_who_made_it() -> None:
    done = complete("The Front took back its claim of responsibility for the [[blast]] in Zenda.", kind=Kind.STRIKE)
    assert (done.status, done.denies) == (Status.NEGATED, DenialTarget.AUTHORSHIP)
    assert done.source.speaker is not None
    assert done.source.speaker.text == "The Front"


@pytest.mark.parametrize(
    ("marked", "network", "denier"),
    [
        ("The general dismissed talk in the villages that planes had [[hit]] nine men.", None, "The general"),
        ("The army rejected as absurd Strelsau's assertion that nine were [[killed]].", "Strelsau's", "The army"),
    ],
)
def test_who_turns_down_what_is_said_denies_it(marked: str, network: str | None, denier: str) -> None:
    given = {"source": {"speaker": network, "cue": "assertion"}, "status": Status.NEGATED} if network else {}
    done = complete(marked, **given)
    assert (done.status, done.source.voice) == (Status.NEGATED, Voice.SPEAKER)
    assert done.source.speaker is not None
    assert done.source.speaker.text == denier


def test_who_gives_a_count_and_dismisses_another_denies_that_one() -> None:
    marked = "The army put the dead at nine, and dismissed reports of 40 [[deaths]] as rumours."
    done = complete(marked, source={"speaker": "The army", "cue": "put"})
    assert done.status is Status.NEGATED
    assert done.source.speaker is not None
    assert done.source.speaker.text == "The army"


def test_what_somebody_else_claims_stays_theirs_when_it_is_turned_down() -> None:
    done = complete("The army dismissed the rebels' claim that nine were [[killed]].", source={"speaker": "the rebels"})
    assert done.status is Status.ASSERTED
    assert done.source.speaker is not None
    assert done.source.speaker.text.startswith("the rebels")
