"""States by a short word for them: the North, the Swedes, our ally Sweden; and words that only look so."""

from __future__ import annotations

import pytest
from tests.normalise.mentions import make_statement, read_marked, resolve_ids

from counterclaim.atlas.atlas import Atlas
from counterclaim.normalise.actors import Actors, Role
from counterclaim.records.statement import Kind


@pytest.mark.parametrize(
    ("marked", "ids"),
    [
        ("North Korea fired. «The North» said so.", ["prk.gov"]),
        ("South Korea and North Korea met. «The South's military» said so.", ["kor.mil"]),
        ("South Sudan spoke with Sudan. «The South» agreed.", ["ssd.gov"]),
        ("Iraq is calm. «The North» said so.", [None]),
        ("South Korea and South Sudan met. «The South» said so.", [None]),
        ("North Korea spoke with leaders of «the Global South».", [None]),
        ("Peru thanked «its ally Chile».", ["chl.gov"]),
        ("Peru thanked «Chile's ally».", [None]),
    ],
)
def test_a_direction_is_a_state_where_the_report_names_it(marked: str, ids: list[str | None]) -> None:
    assert resolve_ids(marked, Role.SPEAKER) == ids


@pytest.mark.parametrize(
    ("marked", "kind", "id"),
    [
        ("Peru spoke with «the Chileans».", Kind.CONSULT, "chl.gov"),
        ("Peru spoke with «two Chileans».", Kind.CONSULT, "chl.cvl"),
        ("Bandits killed «the Chileans».", Kind.KILL, "chl.cvl"),
        ("Israel spoke with «the Palestinians».", Kind.CONSULT, "pse.cvl"),
    ],
)
def test_nationals_that_deal_with_states_are_their_government(marked: str, kind: Kind, id: str) -> None:
    report, spans = read_marked(marked)
    (mention,) = Actors(report).resolve(spans[-1], Role.OBJECT, make_statement(kind)).mentions
    assert mention.actor is not None
    assert mention.actor.id == id


@pytest.mark.parametrize(
    ("marked", "role", "ids"),
    [
        ("«The National Security Council of Peru» met.", Role.ACTOR, ["per.gov"]),
        ("«The UN war crimes tribunal» met.", Role.ACTOR, [None]),
        ("«The relatives of a Peruvian minister» spoke.", Role.SPEAKER, [None]),
        ("Soldiers shot «two ethnic Chileans».", Role.OBJECT, [None]),
        ("Radar saw «a Peruvian missile».", Role.OBJECT, [None]),
        ("Soldiers left «Arequipa, Peru».", Role.OBJECT, [None]),
        ("«The Peruvian opposition» met.", Role.ACTOR, [None]),
        ("«Peru's energy minister» spoke.", Role.SPEAKER, ["per.min"]),
        ("«Large numbers of Peruvian soldiers» left.", Role.ACTOR, ["per.mil"]),
        ("Peruvian marines came. «Three of the Peruvian marines» left.", Role.ACTOR, ["per.mil"]),
        ("«Peruvian tanks and bulldozers» came.", Role.ACTOR, ["per.mil"]),
        ("In Peru, AU troops met the army. «The wounded peacekeepers» left.", Role.OBJECT, [None]),
    ],
)
def test_words_beside_a_name_decide_what_it_means(marked: str, role: Role, ids: list[str | None]) -> None:
    assert resolve_ids(marked, role) == ids


def test_what_words_leave_open_is_told_as_less_than_sure() -> None:
    report, spans = read_marked("«The Peruvian army» attacked. «The army» said it won.")
    actors = Actors(report)
    told, open = (actors.resolve(span, Role.ACTOR).mentions[0] for span in spans)
    assert told.actor == open.actor
    assert open.sure < told.sure == 1


def test_a_foreigner_who_suffers_does_not_tell_where_it_was() -> None:
    assert resolve_ids("Gunmen seized two Swedes. «Police» said so.", Role.SPEAKER) == [None]


@pytest.mark.parametrize(
    ("marked", "ids"),
    [
        ("Ukraine is at war. «Kharkiv's regional police chief, Ivan Doe», said so.", ["ukr.cop"]),
        ("Ukraine is at war. «The Kharkiv region police chief» said so.", ["ukr.cop"]),
        ("Peru is calm. «Kharkiv's regional police chief» said so.", [None]),
        ("Ukraine is at war. «Doe's police» said so.", [None]),
    ],
)
def test_the_police_of_a_province_are_those_of_its_state(marked: str, ids: list[str | None]) -> None:
    report, spans = read_marked(marked)
    found = Actors(report, (), Atlas()).resolve(spans[-1], Role.SPEAKER)
    assert [m.actor.id if m.actor else None for m in found.mentions] == ids


def test_a_mission_of_the_united_nations_is_not_the_united_nations() -> None:
    assert resolve_ids("«The United Nations Assistance Mission in Afghanistan» spoke.", Role.SPEAKER) == ["unama"]
    assert resolve_ids("«The United Nations» spoke.", Role.SPEAKER) == ["un"]
