from __future__ import annotations

import pytest
from bench.across import find_bearer, find_speaker, judge

from counterclaim.records.statement import Attribution, Kind, Voice
from counterclaim.records.text import Span
from tests.reading.marked import Case, complete, load_cases


@pytest.mark.parametrize("case", load_cases("speakers.tsv"), ids=lambda case: f"{case.why}: {case.text[:30]}")
def test_the_right_speaker_or_a_gap(case: Case) -> None:
    expect = {"start": case.expect.start, "text": case.expect.text} if case.expect else None
    verdict = judge(find_speaker(case.text, case.at.start, case.at.text), expect)
    assert verdict in (("right", "gap") if case.open else ("right",))


@pytest.mark.parametrize(
    ("marked", "speaker", "chain", "via"),
    [
        ("The army said on Telegram that nine men were [[killed]].", "The army", [], "Telegram"),
        ("Col. Ito told Reuters that nine men were [[killed]].", "Col. Ito", [], "Reuters"),
        ("Col. Ito told reporters that nine men were [[killed]].", "Col. Ito", [], None),
        ("The Daily Sun, citing a medic, said nine men were [[killed]].", "a medic", ["The Daily Sun"], None),
        ("The mayor said the army had told him nine men were [[killed]].", "the army", ["The mayor"], None),
        ("Nine men were [[killed]], the mayor said, according to the Daily Sun.", "the mayor", ["the Daily Sun"], None),
        ("Officials said they believed nine men were [[killed]].", "Officials", [], None),
        ("Nine men were [[killed]], Interfax quoted Colonel Ito as saying.", "Colonel Ito", [], "Interfax"),
        ("The Daily Sun cited a medic on Monday as saying nine men were [[killed]].", "a medic", [], "The Daily Sun"),
        ("Colonel Ito was quoted as saying nine men were [[killed]].", "Colonel Ito", [], None),
        ("According to Xinhua, the army said nine men were [[killed]].", "the army", ["Xinhua"], "Xinhua"),
    ],
)
def test_the_innermost_speaker_and_the_chain_outward(
    marked: str, speaker: str, chain: list[str], via: str | None
) -> None:
    source = complete(marked).source
    assert source.speaker is not None
    assert source.speaker.text == speaker
    assert [span.text for span in source.chain] == chain
    assert (source.via and source.via.text) == via


def test_a_fragment_from_the_network_becomes_the_whole_phrase() -> None:
    done = complete("The defence ministry said nine men were [[killed]].", source={"speaker": "The", "cue": "said"})
    assert done.source.speaker is not None
    assert done.source.speaker.text == "The defence ministry"


def test_the_name_beside_the_role_is_the_speaker() -> None:
    done = complete(
        "A spokesman, Karl Ebner, said nine men were [[killed]].", source={"speaker": "A spokesman", "cue": "said"}
    )
    assert done.source.speaker is not None
    assert done.source.speaker.text == "Karl Ebner"


@pytest.mark.parametrize(
    ("marked", "network", "speaker"),
    [
        ("Its charterer, Seaway of Porto, said nine men were [[killed]].", "Its charterer", "Seaway"),
        (
            "The deputy director, Army Relations, Captain Karl Ebner, said nine were [[killed]].",
            "Army Relations",
            "Karl Ebner",
        ),
        (
            "The army and the Frontier Guard said nine men were [[killed]].",
            "the Frontier Guard",
            "The army and the Frontier Guard",
        ),
        ("Peru and Chile have agreed on talks but insisted that nobody was [[killed]].", "Peru", "Peru and Chile"),
        (
            "Nine were [[killed]] in the town of Zenda, the army and the Guard said Monday.",
            "the army",
            "the army and the Guard",
        ),
        ("Omar Fadel, a baker, told the Sun: “I counted nine men [[killed]] in the yard.”", "I", "Omar Fadel"),
        ("“We counted nine men [[killed]] in the yard,” said Omar Fadel, a baker.", "We", "Omar Fadel"),
        ("The papers list 34 [[deaths]]; in 13, the judge said, nobody was to blame.", "the judge", None),
        ("Nine were [[killed]]; two fled, the army said.", "the army", "the army"),
        ("The army accused the Front of a raid, hours after nine men were [[killed]] there.", "The army", None),
        ("The Front, which the mayor accuses of theft, [[shelled]] the mill.", "the mayor", None),
        (
            "Nine were [[killed]] near Zenda, a medic working with the Guard told the Sun, citing footage.",
            "footage",
            "a medic",
        ),
        (
            "Three died in the department of Zenda. The defence ministry said nine were [[killed]].",
            "The",
            "The defence ministry",
        ),
        ("Nine were held, the club said, while four were [[killed]], according to the mayor.", "the club", "the mayor"),
    ],
)
def test_grammar_outdoes_the_speaker_of_the_network(marked: str, network: str, speaker: str | None) -> None:
    source = complete(marked, source={"speaker": network}).source
    assert (source.speaker and source.speaker.text.split(" of ")[0].removeprefix("Captain ")) == speaker


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("figures given by the Ruritanian government", "the Ruritanian government"),
        ("data released on Monday by the health ministry", "the health ministry"),
        ("figures for May", "figures"),
    ],
)
def test_who_gives_the_figures_out_says_them(words: str, speaker: str) -> None:
    found = complete(
        f"Some 70 people [[died]], according to {words}.", source={"speaker": words.split()[0], "cue": "according to"}
    ).source
    assert found.speaker is not None
    assert found.speaker.text == speaker


def test_who_speaks_on_behind_a_quotation_is_not_who_acts_in_it() -> None:
    done = complete("“We shoot at nobody,” the envoy said, and accused the army of [[shelling]] the mill.")
    assert done.source.speaker is not None
    assert done.source.speaker.text == "the envoy"


def test_what_the_sentence_plainly_says_outdoes_the_network() -> None:
    marked = "The army said it lost two men, but residents said nine villagers were [[killed]]."
    done = complete(marked, source={"speaker": "The army", "cue": "said"})
    assert done.source.speaker is not None
    assert done.source.speaker.text == "residents"


def test_both_parts_of_what_is_said_share_the_speaker() -> None:
    first = complete("Officials said nine men were [[killed]] and four were hurt.")
    second = complete("Officials said nine men were killed and four were [[hurt]].", kind=Kind.INJURE)
    assert first.source.speaker == second.source.speaker
    assert find_bearer(first) is not None


def test_the_report_s_own_main_clause_stays_its_own() -> None:
    done = complete("A bomb [[killed]] nine men in Herat, and the police said they held a suspect.")
    assert done.source.voice is Voice.REPORT


def test_a_speech_act_gets_no_speaker_of_its_own() -> None:
    done = complete("The ministry [[denied]] the report.", kind=Kind.DENY, actor="The ministry")
    assert done.source.voice is Voice.REPORT


def test_what_somebody_does_besides_saying_is_not_said() -> None:
    done = complete("The minister announced a truce and [[urged]] both sides to keep it.", kind=Kind.REQUEST)
    assert done.source.speaker is None


@pytest.mark.parametrize(
    "marked",
    [
        "Nine men were reportedly [[killed]] near the well.",
        "The rebels are believed to have [[killed]] nine men.",
        "According to reports nine men were [[killed]].",
    ],
)
def test_a_hedge_without_a_speaker_is_hearsay(marked: str) -> None:
    source = complete(marked).source
    assert source.speaker is None or source.speaker.text == "reports"
    assert source.voice is not Voice.REPORT


def test_carried_speakers_stand_in_the_context() -> None:
    done = complete("Amina Sow met the press. She said nine men were [[killed]].")
    assert done.source.carried
    assert [span.text for span in done.context] == ["Amina Sow"]
    assert not complete("Amina Sow said nine men were [[killed]].").source.carried


def test_a_list_keeps_its_speaker_only_as_far_as_it_goes() -> None:
    text = "The ministry gave these losses:\n- 12 soldiers {0}\n- 4 guards {1}\nThe market {2} again on Monday."
    third = text.format("killed", "[[killed]]", "burned")
    after = text.format("killed", "killed", "[[burned]]")
    assert complete(third).source.speaker is not None
    assert complete(after).source.speaker is None


def test_what_a_report_tells_on_the_side_of_an_allegation_is_its_own() -> None:
    marked = "Kigali accuses Kinshasa of arming the Front, which has [[killed]] hundreds of villagers."
    done = complete(marked, source={"speaker": "Kigali", "cue": "accuses"})
    assert done.source.voice is Voice.REPORT
    assert complete("Kigali says the Front, which is armed, [[killed]] nine.").source.speaker is not None


def test_who_trails_with_the_saying_outdoes_the_network_for_words_too() -> None:
    marked = "Sudan is [[mediating]] between Cairo and Juba, its foreign ministry said."
    done = complete(marked, kind=Kind.MEDIATE, source={"speaker": "Juba", "cue": "said"})
    assert done.source.speaker is not None
    assert done.source.speaker.text == "its foreign ministry"


@pytest.mark.parametrize("who", ["Long-standing accusations", "Allegations"])
def test_accusations_speak_for_nobody(who: str) -> None:
    marked = f"{who} persist that Rwanda [[arms]] the group."
    done = complete(marked, kind=Kind.AID, source={"speaker": who, "cue": who})
    assert (done.source.voice, done.source.speaker) == (Voice.HEARSAY, None)


def test_who_speaks_behind_a_semicolon_does_not_say_what_stands_before_it() -> None:
    statement = complete(
        "Peru offers to [[mediate]]; Chile demands a halt.",
        kind=Kind.MEDIATE,
        source=Attribution(Voice.SPEAKER, Span(26, 31, "Chile"), Span(32, 39, "demands"), None),
    )
    assert statement.source.speaker is None


@pytest.mark.parametrize("who", ["The Ruritanian Defence Ministry claims", "The army claims"])
def test_a_body_that_claims_is_no_allegation_without_a_speaker(who: str) -> None:
    marked = f"{who} that nine soldiers were [[killed]]."
    done = complete(marked, kind=Kind.KILL, source={"speaker": who, "cue": "claims"})
    assert (done.source.voice, done.source.speaker is not None) == (Voice.SPEAKER, True)


@pytest.mark.parametrize(
    ("marked", "cue", "speaks"),
    [
        ("The Front claimed two attacks in Zenda which [[killed]] nine men.", "claimed", False),
        ("Two attacks, also claimed by the Front, [[killed]] nine men.", "claimed", False),
        ("The Front claimed to have [[killed]] nine men.", "claimed", True),
    ],
)
def test_who_claims_an_attack_does_not_count_its_dead(marked: str, cue: str, speaks: bool) -> None:
    speaker = "The Front" if "The Front" in marked else "the Front"
    source = complete(marked, source={"speaker": speaker, "cue": cue}).source
    assert (source.speaker is not None) is speaks


@pytest.mark.parametrize("verb", ["did not confirm", "would neither confirm nor deny", "hasn't confirmed"])
def test_who_says_nothing_of_an_event_is_not_its_source(verb: str) -> None:
    assert complete(f"The embassy {verb} that nine men were [[killed]].").source.voice is Voice.REPORT
