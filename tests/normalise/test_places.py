"""Phrases as reports write them, against the shipped gazetteer."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.atlas.atlas import Atlas
from counterclaim.normalise.places import Places
from counterclaim.records.text import Span
from counterclaim.records.world import Place, measure_km

ATLAS = Atlas()


def resolve(phrase: str, *countries: str) -> list[Place | None]:
    span = Span(0, len(phrase), phrase)
    mentions, gaps = Places(ATLAS, phrase, [span], countries=countries).resolve(span)
    assert bool(gaps) == (mentions[0].place is None)
    assert all(phrase[m.span.start : m.span.end] == m.span.text for m in mentions)
    return [mention.place for mention in mentions]


@pytest.mark.parametrize(
    ("phrase", "countries", "name", "country", "precision"),
    [
        ("Kabul", (), "Kabul", "AFG", 1),
        ("KABUL", (), "Kabul", "AFG", 1),
        ("a crowded bazaar in Quetta", (), "Quetta", "PAK", 1),
        ("the town of Tal Afar, near the Syrian border", (), "Tal Afar", "IRQ", 1),
        ("central Baghdad", (), "Baghdad", "IRQ", 1),
        ("outside Mosul", (), "Mosul", "IRQ", 2),
        ("a school in Mosul", (), "Mosul", "IRQ", 1),
        ("near a school in Mosul", (), "Mosul", "IRQ", 1),
        ("15 km west of Aleppo", (), "Aleppo", "SYR", 2),
        ("70 km north of Baghdad", (), "Baghdad", "IRQ", 5),
        ("Kurram district in Khyber Pakhtunkhwa", (), "Kurram", "PAK", 3),
        ("Kandahar province", (), "Kandahar", "AFG", 4),
        ("the southern province of Zabul", (), "Zabul", "AFG", 4),
        ("southern Helmand province", (), "Helmand", "AFG", 4),
        ("Kunduz Province", (), "Kunduz", "AFG", 4),
        ("Homs Governorate", (), "Homs", "SYR", 4),
        ("the Tahoua Region", (), "Tahoua Region", "NER", 4),
        ("Kharkiv State University", (), "Kharkiv", "UKR", 1),
        ("northern Gaza", (), "Gaza Strip", "PSE", 4),
        ("the Khan Younis refugee camp", ("PSE",), "Khan Younis", "PSE", 1),
        ("the Tirah valley", ("PAK",), "Tirah", "PAK", 5),
        ("eastern Afghanistan", (), "Afghanistan", "AFG", 5),
        ("along the Afghan border", ("PAK", "AFG"), "Durand Line", None, 5),
        ("the border between Pakistan and Afghanistan", (), "Durand Line", None, 5),
        ("their shared border", ("PAK", "AFG"), "Durand Line", None, 5),
        ("the northwest", ("PAK",), "northwest (PAK)", "PAK", 5),
        ("across the country", ("PAK",), "Pakistan", "PAK", 6),
        ("other parts of the country", ("PAK",), "Pakistan", "PAK", 6),
        ("Cox's Bazar", ("BGD",), "Cox's Bazar", "BGD", 1),
        ("Donbas", (), "Donbas", "UKR", 5),
        ("Afghanistan", (), "Afghanistan", "AFG", 6),
        ("a Lebanese village", (), "Lebanon", "LBN", 6),
        ("the Syrian capital", (), "Damascus", "SYR", 1),
        ("North of the capital", ("IRQ",), "Baghdad", "IRQ", 2),
        ("about 30 kilometers southeast of the capital", ("IRQ",), "Baghdad", "IRQ", 5),
        ("Gaza city", (), "Gaza City", "PSE", 1),
        ("the Strait of Hormuz", (), "Strait of Hormuz", None, 7),
        ("off the coast of Yemen", (), "Yemen", "YEM", 7),
        ("Georgia", (), "Georgia", "GEO", 6),
        ("the French town of Nantes", (), "Nantes", "FRA", 1),
        ("near the Afghan capital, Kabul", (), "Kabul", "AFG", 2),
        ("a suburb of the Syrian capital", (), "Damascus", "SYR", 2),
        ("Washington", (), "Washington", "USA", 1),
        ("Niger", (), "Niger", "NER", 6),
        ("Niger State", ("NGA",), "Niger State", "NGA", 4),
        ("Lebanon, Pa.", (), "Lebanon", "USA", 1),
        ("Jackson", ("USA",), "Jackson", "USA", 1),
        ("the Syrians", (), "Syria", "SYR", 6),
        ("Idlib province", (), "Idlib", "SYR", 4),
        ("the Donetsk region", (), "Donetsk", "UKR", 4),
        ("the Bakhmut region", (), "Bakhmut", "UKR", 2),
        ("the edge of Kabul", (), "Kabul", "AFG", 2),
        ("rural Aleppo", (), "Aleppo", "SYR", 2),
        ("along the Kabul–Kandahar highway", (), "Kabul", "AFG", 5),
        ("Kupwara district along the Line of Control", (), "Kupwara", "IND", 3),
        ("Myawaddy, on the Thai border", (), "Myawaddy", "MMR", 1),
        ("Columbia", ("USA",), "Columbia", "USA", 1),
        ("the T4 airbase", ("SYR",), "T4 airbase", "SYR", 1),
        ("the Zaatari camp", (), "Zaatari", "JOR", 1),
        ("Rafaḥ", ("PSE",), "Rafah", "PSE", 1),
        ("Deir ez‐Zor", ("SYR",), "Deir ez-Zor", "SYR", 1),
    ],
)
def test_phrase_names_a_place_with_its_precision(
    phrase: str, countries: tuple[str, ...], name: str, country: str | None, precision: int
) -> None:
    (place,) = resolve(phrase, *countries)
    assert place is not None
    assert (place.name, place.country, place.where_prec) == (name, country, precision)


@pytest.mark.parametrize(
    ("phrase", "countries"),
    [
        ("a busy market", ("IRQ",)),
        ("the area", ("IRQ",)),
        ("the town", ("IRQ",)),
        ("the northwest", ("PAK", "AFG")),
        ("the capital", ()),
        ("the provincial capital", ("IRQ",)),
        ("the capital's Zzyzx quarter", ("IRQ",)),
        ("the border", ("PER",)),
        ("Houthi-held hills", ("YEM",)),
        ("near an Iraqi army convoy", ()),
        ("the UN", ("YEM",)),
        ("its capital", ("JPN",)),
        ("north of Zzyzx Cape", ("JPN",)),
        ("the Earth", ("USA",)),
        ("the Church of the Nativity", ("PSE",)),
        ("Кабул", ("AFG",)),
        ("Kаbul", ("AFG",)),  # a Cyrillic а
        ("Kабул", ("AFG",)),
        ("كابول", ("AFG",)),
        ("喀布尔", ("AFG",)),
        ("Mount Zzyzx", ("USA",)),
        ("Mr Jackson's house", ("USA",)),
        ("the home of Gen. Houston", ("USA",)),
        ("Zzyzx Co.", ("USA",)),
        ("held by the Syrians", ()),
        ("K" + "abul" * 125, ("AFG",)),
        ("Kabul" * 100, ("AFG",)),
        ("", ()),
        ("x" * 10**6, ()),
    ],
)
def test_what_names_no_known_place_is_a_gap(phrase: str, countries: tuple[str, ...]) -> None:
    assert resolve(phrase, *countries) == [None]


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("Khost, Paktika and Kunar provinces", ["Khost", "Paktika", "Kunar"]),
        ("Kabul, Kandahar and several provinces", ["Kabul", "Kandahar"]),
        ("Mosul and Kirkuk", ["Mosul", "Kirkuk"]),
        ("the border districts of Kunar and Nangarhar", ["Kunar", "Nangarhar"]),
        ("the Kherson and Zaporizhzhia regions", ["Kherson", "Zaporizhzhia"]),
        ("Iraq, Iran and Turkey", ["Iraq", "Iran", "Turkey"]),
    ],
)
def test_list_of_equals_gives_each(phrase: str, names: list[str]) -> None:
    assert [place.name for place in resolve(phrase) if place] == names


def test_regions_and_borders_of_no_row_have_no_point() -> None:
    for phrase, countries in (("the northwest", ("PAK",)), ("near the Paraguayan border", ("FRA",))):
        (place,) = resolve(phrase, *countries)
        assert place is not None
        assert place.where_prec == 5
        assert (place.lat, place.lon) == (None, None)


def test_order_of_asking_changes_nothing() -> None:
    text = "Fighting in Tripoli and Sidon reached Beirut."
    spans = [Span(text.index(n), text.index(n) + len(n), n) for n in ("Tripoli", "Sidon", "Beirut")]
    one, other = Places(ATLAS, text, spans), Places(ATLAS, text, spans[::-1])
    forward = [one.resolve(span) for span in spans]
    assert forward == [other.resolve(span) for span in reversed(spans)][::-1]
    assert [m[0].place.country for m, _ in forward if m[0].place] == ["LBN", "LBN", "LBN"]


@given(st.text(max_size=120))
def test_any_words_give_a_place_or_a_gap(phrase: str) -> None:
    resolve(phrase, "UKR", "RUS")


def test_ten_thousand_names_cost_no_hour() -> None:
    text = " ".join(f"Brod{i} San Antonio" for i in range(2000))
    spans = [Span(m, m + 11, "San Antonio") for m in range(0, 4000, 12)]
    names = ["Paris", "London", "Springfield", "Lebanon", "Victoria", "Santa Cruz", "San José", "Georgetown"]
    spans += [Span(i, i + len(names[i % 8]), names[i % 8]) for i in range(2000)]
    begun = time.process_time()
    Places(ATLAS, text, spans).resolve(spans[0])
    assert time.process_time() - begun < 5


# Towns and divisions of some forty wars since 1990, with the country as reports call it; points from knowledge.
with (Path(__file__).parent / "battlegrounds.tsv").open(encoding="utf-8", newline="") as file:
    BATTLEGROUNDS = list(csv.DictReader(file, delimiter="\t"))
_REACH_KM = {"town": 25, "division": 160}


@pytest.mark.parametrize(
    "words", ["Fighting went on in {land} on Monday. Shells hit a market in {name}.", "Nine died in {name}, {land}."]
)
def test_towns_and_divisions_of_wars_lie_where_they_lie(words: str) -> None:
    elsewhere = []
    for row in BATTLEGROUNDS:
        text = words.format_map(row)
        spans = [Span(at, at + len(name), name) for name in (row["land"], row["name"]) for at in [text.index(name)]]
        place = Places(ATLAS, text, spans).resolve(spans[1])[0][0].place
        true = Place("", row["name"], row["country"], None, None, float(row["lat"]), float(row["lon"]), 1)
        distance = measure_km(place, true) if place and place.where_prec <= 5 else None
        if distance is None or distance > _REACH_KM[row["kind"]]:
            elsewhere.append((row["name"], place and (place.id, place.name), distance))
    assert elsewhere == []


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The governor of Tolima said nine died in Florida on the road from Cali.", "Florida", "COL"),
        ("Nine people were shot in Florida, the sheriff said.", "Florida", "USA"),
    ],
)
def test_names_that_are_no_place_of_an_event_tell_where_a_report_plays(text: str, name: str, country: str) -> None:
    span = Span(text.index(name), text.index(name) + len(name), name)
    place = Places(ATLAS, text, [span]).resolve(span)[0][0].place
    assert place is not None
    assert place.country == country
