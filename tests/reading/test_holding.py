from __future__ import annotations

import pytest

from counterclaim.records.statement import Attribution, Kind, Voice
from counterclaim.records.text import Span
from tests.reading.marked import complete


def test_who_did_what_is_called_a_crime_accuses_nobody() -> None:
    marked = "“It was a [[provocation]] staged by the rebels,” the mayor said."
    done = complete(marked, kind=Kind.ACCUSE, actor="the rebels", source={"speaker": "the mayor", "cue": "said"})
    assert (done.actor, [span.text for span in done.object]) == ((), ["the rebels"])
    by = complete("The mayor cited [[accusations]] by the rebels.", kind=Kind.ACCUSE, actor="the rebels")
    assert [span.text for span in by.actor] == ["the rebels"]


@pytest.mark.parametrize(
    ("marked", "network", "holder"),
    [
        (
            "The ministry, whose own prison service the monitor [[accused]] of abuse, welcomed it.",
            "The ministry",
            "the monitor",
        ),
        ("The mayor, whom the rebels [[blamed]] for the raid, fled.", "The mayor", "the rebels"),
        ("The militia which Zenda [[accused]] last year of arson is gone.", "The militia", "Zenda"),
        ("The ministry, which [[accused]] the monitor of lying, kept silent.", "The ministry", "The ministry"),
        ("The mayor, who was [[accused]] of theft by the rebels, fled.", "the rebels", "the rebels"),
        ("The rebels whose camps were shelled [[accused]] the army.", "The rebels", "The rebels"),
        ("The army, the monitor said, [[accused]] the rebels.", "The army", "The army"),
    ],
)
def test_who_accuses_in_a_relative_clause_is_its_subject(marked: str, network: str, holder: str) -> None:
    done = complete(marked, kind=Kind.ACCUSE, actor=network)
    assert [a.text for a in done.actor] == [holder]


@pytest.mark.parametrize(
    ("marked", "network", "holders", "towards"),
    [
        ("The claims of the rebels that a school was hit are [[false]].", "the rebels", [], ["the rebels"]),
        ("The army's allegations of torture are [[baseless]].", "The army", [], ["The army"]),
        ("Reports by the monitor that two nurses died were a [[lie]].", "the monitor", [], ["the monitor"]),
        ("The rebels [[denied]] the claims of the army.", "The rebels", ["The rebels"], []),
        ("The army called the claim of the rebels [[false]].", "The army", ["The army"], []),
    ],
)
def test_whose_claims_are_refuted_does_not_deny(
    marked: str, network: str, holders: list[str], towards: list[str]
) -> None:
    done = complete(marked, kind=Kind.DENY, actor=network)
    assert [a.text for a in done.actor] == holders
    assert [o.text for o in done.object] == towards


def test_who_says_that_claims_are_false_denies_them() -> None:
    text = "The claims of the rebels are false, the army said."
    source = Attribution(Voice.SPEAKER, Span(36, 44, text[36:44]), Span(45, 49, text[45:49]))
    done = complete(text.replace("false", "[[false]]"), kind=Kind.DENY, actor="the rebels", source=source)
    assert [a.text for a in done.actor] == ["the army"]
