from __future__ import annotations

import pytest

from counterclaim.reading.constraints import (
    breaks_off,
    converses,
    declares_war,
    is_event,
    is_time,
    leads_on,
    leave_one_death,
    only_owns_attack,
    shoots_down,
    tells_of_life,
    whole_number,
)
from counterclaim.records.statement import Kind, Statement, Status
from counterclaim.records.text import Span
from tests.reading.marked import complete


@pytest.mark.parametrize(
    "marked",
    [
        "Join our channel for more on the [[attack]].",
        "Follow us on X for news of the [[fighting]].",
        "READ MORE: Nine [[killed]] in raid",
    ],
)
def test_a_notice_to_readers_is_no_event(marked: str) -> None:
    assert complete(marked) is None


@pytest.mark.parametrize(
    ("marked", "people", "things"),
    [
        ("Two were [[shot down]] on Monday.", "Two", True),
        ("Nine villagers were [[shot down]] in the street.", "Nine villagers", False),
        ("Two were [[shot]] on Monday.", "Two", False),
    ],
)
def test_a_bare_number_shot_down_is_no_people(marked: str, people: str, things: bool) -> None:
    assert shoots_down(complete(marked, object=people)) is things


def test_who_follows_and_joins_in_the_field_is_kept() -> None:
    assert complete("Rebels joined the army in the [[attack]].") is not None


@pytest.mark.parametrize(
    ("marked", "amount", "kept"),
    [
        ("Rebels [[killed]] nine men.", "nine", True),
        ("A blast [[killed]] men 40 km from Herat.", "40", False),
        ("A 16-year-old was [[killed]] with 12 others.", "12", True),
        ("Rebels [[took]] 30% of the land.", "30", True),
        ("Some 90 suspected cases and nine [[deaths]] were counted.", "90", False),
        ("“They beat us,” said Omar Fadel, 31, who was [[held]] for a month.", "31", False),
        ("Marta Kos, 58, a nurse, was [[killed]] there.", "58", False),
        ("In Herat, 31, most of them children, were [[killed]].", "31", True),
        ("Rebels [[took]] a third of the depots.", "a", False),
        ("Raiders [[took]] one quarter of the herd.", "one", False),
        ("Rebels [[took]] a depot.", "a", True),
        ("A father of four was [[killed]].", "four", False),
        ("Four fathers were [[killed]].", "Four", True),
        ("He faces two counts of [[murder]].", "two", False),
        ("The camp was [[shelled]] 17 times.", "17", False),
    ],
)
def test_amounts_that_measure_something_else_are_left_out(marked: str, amount: str, kept: bool) -> None:
    assert bool(complete(marked, amounts=amount).amounts) is kept


@pytest.mark.parametrize(
    ("marked", "place", "kept"),
    [
        ("Raids [[killed]] nine before a truce was signed on Monday in Oslo.", "Oslo", False),
        ("Raids [[killed]] nine while both held talks in Oslo.", "Oslo", False),
        ("Raids [[killed]] nine after the truce, in Oslo.", "Oslo", True),
        ("Delegates to talks in Oslo were [[killed]].", "Oslo", True),
        ("Graustark had [[lost]] 12 men.", "Graustark", False),
        ("In Graustark the army [[lost]] 12 men.", "Graustark", True),
    ],
)
def test_where_others_talk_nobody_is_killed(marked: str, place: str, kept: bool) -> None:
    assert bool(complete(marked, place=place).place) is kept


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("of 4,861 men", (3, 5), "4,861"),
        ("of 4,861 men", (5, 8), "4,861"),
        ("of 4,861 men", (3, 8), "4,861"),
        ("in 2021, 40 men", (3, 8), "2021,"),
        ("nearly 300.", (0, 10), "nearly 300"),
    ],
)
def test_a_number_that_a_span_cuts_is_read_whole(text: str, cut: tuple[int, int], whole: str) -> None:
    assert whole_number(Span(*cut, text[slice(*cut)]), text).text == whole


@pytest.mark.parametrize(("words", "is_one"), [("Tuesday afternoon", True), ("dawn", True), ("the Night Watch", False)])
def test_a_time_of_day_is_nobody_who_speaks(words: str, is_one: bool) -> None:
    assert is_time(Span(0, len(words), words)) is is_one


def test_an_amount_inside_a_time_is_none() -> None:
    assert complete("Rebels [[killed]] men for three days.", amounts="three", time="for three days").amounts == ()


@pytest.mark.parametrize(
    ("text", "cue", "trigger", "expected"),
    [
        ("The minister declared a total war on the rebels.", "declared", "war", True),
        ("He declares “open war” on them.", "declares", "open war", True),
        ("She declared that nobody there wanted to go on with this war.", "declared", "war", False),
        ("He said the war goes on.", "said", "war", False),
        ("The war, he declared, is over.", "declared", "war", False),
        ("The marshal said it was now “open war” with Khartoum.", "said", "open war", True),
        ("The envoy said it was now open war.", "said", "open war", False),
        ("The envoy feared that all-out war with Syria was near.", "feared", "all-out war", False),
    ],
)
def test_a_declared_war_is_told_from_one_that_is_spoken_of(text: str, cue: str, trigger: str, expected: bool) -> None:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words), words)

    assert declares_war(span(cue), span(trigger), text) is expected


@pytest.mark.parametrize(("words", "expected"), [("long-", True), ("Taliban", False), ("ten -", False)])
def test_a_piece_of_a_compound_breaks_off(words: str, expected: bool) -> None:
    text = f"{words}standing" if expected else f"{words} standing"
    assert breaks_off(Span(0, len(words), words), text) is expected


@pytest.mark.parametrize(
    ("marked", "kept"),
    [
        ("Oman offered [[to]] mediate between Kyiv and Moscow.", False),
        ("Oman offered to [[mediate]] between Kyiv and Moscow.", True),
    ],
)
def test_small_words_alone_are_no_event(marked: str, kept: bool) -> None:
    assert (complete(marked, kind=Kind.MEDIATE) is not None) is kept


@pytest.mark.parametrize(
    ("marked", "kept"),
    [
        ("Juba says Khartoum [[deflects]] blame for the famine.", False),
        ("Both armies shifted the [[blame]] for the raid.", False),
        ("The junta took [[responsibility]] for the error.", False),
        ("Juba [[blames]] Khartoum for the famine.", True),
        ("Moscow put the [[blame]] on Kyiv.", True),
    ],
)
def test_blame_that_is_shifted_or_taken_accuses_nobody(marked: str, kept: bool) -> None:
    assert (complete(marked, kind=Kind.ACCUSE) is not None) is kept


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("The marshal said it was now [[open war]] with Juba.", Status.ASSERTED),
        ("The marshal said no village had been [[shelled]].", Status.NEGATED),
        ("Kyiv denied that the depot was [[hit]].", Status.NEGATED),
        ("The army couldn't have [[hit]] it.", Status.NEGATED),
        ("Hamas called the report that it [[fired]] a rocket baseless.", Status.NEGATED),
        ("United forces [[shelled]] Denkov under cover of night.", Status.ASSERTED),
    ],
)
def test_nothing_is_said_not_to_have_happened_without_a_word_that_says_so(marked: str, status: Status) -> None:
    done = complete(marked, kind=Kind.STRIKE, status=Status.NEGATED)
    assert done is not None
    assert done.status is status


@pytest.mark.parametrize(
    ("marked", "people", "kind", "expected"),
    [
        ("Nine people were [[found alive]] in the mine.", "Nine people", Kind.KILL, True),
        ("Two of the gunmen were taken [[alive]].", "Two of the gunmen", Kind.KILL, True),
        ("A miner was [[found alive]] on Friday.", "A miner", Kind.MISSING, True),
        ("None of the nine miners was found [[alive]].", "the nine miners", Kind.KILL, False),
        ("Nine people were [[found dead]] in the mine.", "Nine people", Kind.KILL, False),
    ],
)
def test_who_is_alive_was_not_killed(marked: str, people: str, kind: Kind, expected: bool) -> None:
    assert tells_of_life(complete(marked, kind=kind, object=people)) is expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The Armenian minister [[engaged]] his French counterpart by phone.", True),
        ("Lavrov [[spoke with]] Fidan on Monday.", True),
        ("Angola [[spoke]] with both sides to end the siege.", False),
        ("Angola [[held talks]] in Luanda between Kigali and Kinshasa.", False),
        ("Qatar is [[mediating]] again.", False),
    ],
)
def test_a_call_is_no_mediation(marked: str, expected: bool) -> None:
    done = complete(marked, kind=Kind.MEDIATE)
    assert done is not None
    assert converses(done) is expected


@pytest.mark.parametrize(
    ("marked", "kept"),
    [
        ("There were no [[fighters]] in Kobani.", False),
        ("They [[fought]] in Kobani.", True),
        ("Two [[raids]] shook it.", True),
    ],
)
def test_those_who_fight_are_no_fight(marked: str, kept: bool) -> None:
    assert (complete(marked, kind=Kind.FIGHT) is not None) is kept


@pytest.mark.parametrize(
    ("text", "first", "second", "expected"),
    [
        ("Ankara offered to mediate between Kyiv and Moscow.", "offered", "mediate", True),
        ("Ankara offered to mediate between Kyiv and Moscow.", "offered to", "mediate", True),
        ("Ankara hosted and mediated the talks.", "hosted", "mediated", False),
        ("Ankara offered talks, and later that week Cairo mediated.", "offered", "mediated", False),
    ],
)
def test_a_verb_that_leads_to_the_event_is_none_of_its_own(text: str, first: str, second: str, expected: bool) -> None:
    one, other = (complete(text.replace(words, f"[[{words}]]", 1), kind=Kind.MEDIATE) for words in (first, second))
    assert one is not None
    assert other is not None
    assert leads_on(one, other, text) is expected


@pytest.mark.parametrize(
    ("marked", "whole", "counted"),
    [
        ("Of the 412, at least 29 [[died]] in custody.", "412", ["at least 29"]),
        ("Of those 60, nine were [[killed]].", "60", ["nine"]),
        ("Of the more than 80 held, 12 had [[died]].", "80", ["12"]),
        ("Of the 412, most [[died]] in custody.", "412", []),
        ("Some 412 of the guards were [[killed]].", "412", ["412"]),
        ("They freed nine of the 412 pupils who were [[seized]] in April.", "nine", ["412"]),
        ("They [[freed]] nine of the 412 pupils.", "nine", ["nine"]),
        ("The first [[release]] of any of the 412 pupils.", "412", []),
        ("None of the 412 pupils were [[harmed]].", "412", []),
        ("It raised the number of the [[killed]] by 58 to 2,841.", "58", ["2,841"]),
        ("Rebels [[killed]] 58 by bomb and went to 12 towns.", "58", ["58"]),
        ("The first release of any of the 412 pupils [[seized]] in April.", "412", ["412"]),
        ("The killing of the 412, nine of them women, [[killed]] hope.", "412", ["nine"]),
    ],
)
def test_of_a_whole_the_part_is_counted(marked: str, whole: str, counted: list[str]) -> None:
    assert [a.text for a in complete(marked, amounts=whole).amounts] == counted


@pytest.mark.parametrize(
    ("marked", "kind", "found", "kept"),
    [
        ("Some 900 travellers [[crossed]] the border.", Kind.DISPLACE, "Some 900 travellers", False),
        ("Some 900 tourists [[fled]] the island.", Kind.DISPLACE, "Some 900 tourists", True),
        ("Some 900 people [[crossed]] the border.", Kind.DISPLACE, "Some 900 people", True),
        ("A former general lives in [[exile]] abroad.", Kind.DISPLACE, "A former general", False),
        ("The general was driven into [[exile]].", Kind.DISPLACE, "The general", True),
        ("Hundreds of relatives [[held]] up photographs.", Kind.CAPTURE, "Hundreds of relatives", False),
        ("Rebels [[held]] hundreds of villagers.", Kind.CAPTURE, "hundreds of villagers", True),
    ],
)
def test_who_travels_or_holds_a_picture_up_suffers_nothing(marked: str, kind: Kind, found: str, kept: bool) -> None:
    assert (complete(marked, kind=kind, object=found) is not None) is kept


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("ambush", True),
        ("the shelling", True),
        ("the Ambush Brigade", False),
        ("attackers", False),
        ("the army", False),
    ],
)
def test_a_word_for_an_attack_is_nobody_who_speaks(words: str, is_one: bool) -> None:
    assert is_event(Span(0, len(words), words)) is is_one


@pytest.mark.parametrize(
    ("marked", "cue", "expected"),
    [
        ("The group claimed responsibility for a blast that [[killed]] nine.", "claimed responsibility", True),
        ("The group took full responsibility for the raid in which nine were [[killed]].", "took", True),
        (
            "The group claimed responsibility for the blast, saying that it had [[killed]] nine.",
            "claimed responsibility",
            False,
        ),
        ("The group claimed responsibility for [[killing]] the mayor.", "claimed responsibility", False),
        ("The group said a blast that it set [[killed]] nine.", "said", False),
    ],
)
def test_whoever_claims_an_attack_does_not_tell_its_toll(marked: str, cue: str, expected: bool) -> None:
    statement = complete(marked, source={"speaker": "The group", "cue": cue})
    assert only_owns_attack(statement, statement.evidence.text) is expected


@pytest.mark.parametrize(
    ("marked", "kept"),
    [
        ("A court sentenced nine men [[to death]].", False),
        ("He may face the [[death]] penalty.", False),
        ("Nine men froze [[to death]].", True),
        ("He heard nine [[gunshots]].", False),
        ("Nine men threw [[themselves]] into the sea.", False),
        ("The [[death]] of a judge was reported.", True),
    ],
)
def test_a_sentence_to_death_kills_nobody_yet(marked: str, kept: bool) -> None:
    assert (complete(marked) is not None) is kept


@pytest.mark.parametrize(
    ("first", "kinds"), [(Kind.KILL, ["stabbed"]), (Kind.INJURE, ["to death"]), (Kind.CAPTURE, ["stabbed", "to death"])]
)
def test_who_is_stabbed_to_death_dies_once(first: Kind, kinds: list[str]) -> None:
    text = "Raiders stabbed two guards to death."
    whole = Span(0, len(text), text)
    people = Span(16, 26, "two guards")
    told = Statement("1", "r", first, Status.ASSERTED, 0.9, whole, Span(8, 15, "stabbed"), object=(people,))
    end = Statement("2", "r", Kind.KILL, Status.ASSERTED, 0.9, whole, Span(27, 35, "to death"), object=(people,))
    assert [s.trigger.text for s in leave_one_death([told, end])] == kinds
