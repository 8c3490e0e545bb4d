"""Bare officials and police: whose they are where the sentences around them tell."""

from __future__ import annotations

import pytest
from tests.normalise.mentions import read_marked

from counterclaim.atlas.atlas import Atlas
from counterclaim.normalise.actors import Actors

OF_THE_PLACE = [
    ("Gunmen struck in Iraq. A US patrol was hit too. «Police» said ten died.", "irq.cop"),
    ("US drones struck the Pakistani city of Quetta. «Local officials» counted ten dead.", "pak.local"),
    ("Raiders burned a market in Kenya. «Officials» said it was rebuilt.", "ken.gov"),
    ("A bomb went off in Peru. Ten died. «Rescuers» dug in the rubble.", "per.emer"),
    ("Iraqi officials say Egypt's envoy met a US team. «Officials» gave no names.", "irq.gov"),
    ("NATO officials say a truck burned in Afghanistan. «Officials» gave no names.", "nato"),
    ("Ethiopia says «its forces» hold the town in Somalia.", "eth.mil"),
    ("A Hamas spokesman said «its fighters» fired.", "hamas"),
    ("Iran's president Ada Doe met «her Omani counterpart».", "omn.pres"),
    ("«The armies of Chad and Mali» met.", "tcd.mil|mli.mil"),
    ("Shops burned in Arequipa. Ten died in Cusco. «Police» named no one.", "per.cop"),
    ("Raiders burned ten shops in Jos and Kaduna State. «The presidency» mourned.", "nga.pres"),
    ("Herders paid two lakh rupees for cows in Nagpur. «Police» named no one.", "ind.cop"),
    ("«Inés Roca, governor of Norte de Santander department,» left.", "col.local"),
    ("«SP Nagpur Arun Doe» denied it.", "ind.cop"),
    ("«IG (North Nagpur) Dr. Arun Doe» denied it.", "ind.cop"),
    ("«Nevada Gov. Ann Doe» mourned.", "usa.local"),
    ("«Kaduna's governor» mourned.", "nga.local"),
    ("Two guards died in Peru. «Prosecutors» charged ten men.", "per.pros"),
]

OPEN = [
    "Israel struck in Lebanon. The US said so in Jordan. «Officials» said ten died.",
    "The US military said it struck in Iraq. «Officials» said ten died.",
    "Shells fell in Donetsk, Ukraine. «Police» said ten died.",
    "A bomb went off in Peru, and one in Chile. «Police» said ten died.",
    "Bombs fell in Iraq. France mourned. «Officials» said so.",
    "Envoys met in Bahrain. «Regional officials» came.",
    "Bombs fell in Iraq. «Governments» mourned.",
    "Iran and Oman said «its forces» fired.",
    "Nigeria mourned as the «Nigeria Labour Congress» marched.",
    "Shops burned in Arequipa. «Police» named no one.",
    "Shops burned in Arequipa and Cusco, then in Nagpur and Mumbai. «The presidency» mourned.",
]


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas()


@pytest.mark.parametrize(("marked", "wanted"), OF_THE_PLACE)
def test_bare_words_belong_to_the_place_or_the_speaker_before(marked: str, wanted: str, atlas: Atlas) -> None:
    report, spans = read_marked(marked)
    mentions = Actors(report, (), atlas).resolve(spans[-1]).mentions
    assert "|".join(m.actor.id if m.actor else "-" for m in mentions) == wanted


@pytest.mark.parametrize("marked", OPEN)
def test_where_two_could_be_meant_it_stays_open(marked: str, atlas: Atlas) -> None:
    report, spans = read_marked(marked)
    found = Actors(report, (), atlas).resolve(spans[-1])
    assert [m.actor for m in found.mentions] == [None]
    assert found.gaps
