"""The tables: every row against its schema, and how much they hold."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from importlib import resources
from itertools import combinations

from counterclaim.normalise.composing import compose
from counterclaim.normalise.lexicon import Entry, load_lexicon
from counterclaim.normalise.words import split_words
from counterclaim.tables.load import (
    Holder,
    Row,
    digest,
    load_actors,
    load_domains,
    load_institutions,
    load_locals,
    load_onsets,
    load_outlets,
    load_people,
    load_roles,
    load_states,
)

SECTORS = frozenset("GOV MIL REB OPP PTY COP JUD SPY LEG IGO NGO MED CVL UAF CRM BUS".split())  # noqa: SIM905 – codes read best in a row
REGULAR = frozenset(f"{iso3.lower()}.{key}" for iso3 in load_states() for key in load_institutions())


def overlap(one: Row, other: Row) -> bool:
    starts_before = one.since is None or other.until is None or one.since < other.until
    ends_after = other.since is None or one.until is None or other.since < one.until
    return starts_before and ends_after


def test_rows_of_actors_fit_their_schema() -> None:
    for row in load_actors():
        assert row.id == row.id.lower().strip(), row
        assert row.name == row.name.strip() != "", row
        assert row.sector in SECTORS, row
        assert row.country is None or row.country in load_states() or row.country in ("ESH", "HKG"), row
        assert row.since is None or row.until is None or row.since < row.until, row
        assert all(name == name.strip() != "" for name in (*row.names, *row.weak)), row
        assert len(set(row.names)) == len(row.names), row


def test_one_actor_has_one_row_at_a_time() -> None:
    for one, other in combinations(load_actors(), 2):
        assert one.id != other.id or not overlap(one, other), one.id


def test_one_actor_has_one_name_or_names_by_time() -> None:
    for id, count in Counter(r.id for r in load_actors()).items():
        assert count <= 3, id


def test_sides_are_governments_or_parties_of_the_tables() -> None:
    known = {s.side for s in load_states().values()} | {r.name for r in load_actors()}
    shared = Counter(r.side for r in load_actors() if r.side is not None and r.side not in known)
    assert set(shared) <= {
        "AMISOM",
        "Ansar Allah",
        "Forces of Khalifa Haftar",
        "Jubaland",
        "MNJTF",
        "National Unity Government",
        "Puntland",
        "Saudi-led coalition",
        "Somaliland",
        "US-led coalition",
        "US-led coalition in Afghanistan",
        "US-led coalition in Iraq",
    }


def test_monitors_agencies_and_courts_have_no_side() -> None:
    for row in load_actors():
        if row.sector in ("NGO", "MED", "CVL") or row.id in ("un", "un.sg", "unsc", "ohchr", "ocha", "icc", "icj"):
            assert row.side is None, row.id
    for outlet in load_outlets():
        assert outlet.speaks_for is None or outlet.affiliation.value in ("state", "party"), outlet.id


def test_rows_of_regular_organs_agree_with_the_organ() -> None:
    for row in load_actors():
        if row.id in REGULAR:
            iso3, _, key = row.id.partition(".")
            organ = compose(iso3.upper(), key)
            assert (organ.name, organ.side, organ.country) == (row.name, row.side, row.country), row.id


def test_people_and_outlets_point_to_actors() -> None:
    known = {r.id for r in load_actors()} | REGULAR
    for holder in load_people():
        assert holder.actor in known, holder
        assert holder.since is None or holder.until is None or holder.since < holder.until, holder
    for outlet in load_outlets():
        assert outlet.speaks_for is None or outlet.speaks_for in known, outlet.id


def test_one_person_holds_one_office_at_a_time() -> None:
    for one, other in combinations(load_people(), 2):
        if set(one.names) & set(other.names):
            starts_before = one.since is None or other.until is None or one.since < other.until
            ends_after = other.since is None or one.until is None or other.since < one.until
            assert not (starts_before and ends_after), (one, other)


def test_ids_of_outlets_are_unique() -> None:
    assert max(Counter(o.id for o in load_outlets()).values()) == 1


def test_codes_are_iso_alpha_3() -> None:
    assert all(len(iso3) == 3 and iso3.isupper() for iso3 in load_states())
    assert len(load_states()) >= 195


def test_no_organ_word_belongs_to_two_organs() -> None:
    seen: dict[str, str] = {}
    for organ in load_institutions().values():
        for word in (*organ.bodies, *organ.offices):
            assert seen.setdefault(word.lower(), organ.key) == organ.key, word


def test_role_words_are_lower_case() -> None:
    assert {"post", "fighter", "soldier", "private", "civilian"} <= set(load_roles())


def first_day(row: Row | Holder) -> date | None:
    """A day on which the row holds."""
    return row.since or (row.until - timedelta(days=1) if row.until else None)


def find_meanings(name: str, day: date | None) -> tuple[Entry, ...]:
    """What the lexicon finds by a name alone, () where it finds another name or a part."""
    words = split_words(name)
    found = load_lexicon().match(words, 0, day)
    return found[1] if found is not None and found[0] == len(words) else ()


def test_no_alias_swallows_another_actor() -> None:
    swallowed = [
        (row.id, name)
        for row in load_actors()
        for name in (*row.names, *row.weak)
        if row.id not in {e.ref for e in find_meanings(name, first_day(row))}
    ] + [
        (holder.actor, name)
        for holder in load_people()
        for name in holder.names
        if holder.actor not in {e.ref for e in find_meanings(name, first_day(holder))}
    ]
    assert swallowed == []


def test_names_of_two_actors_are_few_and_known() -> None:
    shared = {
        name
        for row in load_actors()
        for name in row.names
        if len({e.ref for e in find_meanings(name, first_day(row)) if not e.weak}) > 1
    }
    # The parties of Turkey's Kurds and of Nigeria.
    assert shared <= {"Peoples' Democratic Party", "Peoples Democratic Party"}


def test_every_row_has_a_source() -> None:
    notes = resources.files("counterclaim.tables").joinpath("SOURCES.md").read_text(encoding="utf-8")
    keys = set(re.findall(r"^\| `(g\d+)` \|", notes, re.MULTILINE))
    assert {row.source for row in (*load_actors(), *load_people(), *load_outlets())} == keys


def test_one_name_of_ucdp_is_one_actor() -> None:
    pairs = {(row.ucdp, row.id) for row in load_actors() if row.ucdp}
    assert max(Counter(name for name, _ in pairs).values()) == 1


def test_tables_are_large_enough() -> None:
    own = {(row.id, row.country) for row in load_actors()}
    per_country = Counter(country for _, country in own if country)
    names = {n for row in load_actors() for n in (*row.names, *row.weak)} | {n for h in load_people() for n in h.names}
    states = {n for s in load_states().values() for n in (*s.names, *s.adjectives, *s.nationals, *s.seats)}
    assert len(own) >= 1_400
    assert sum(count >= 15 for count in per_country.values()) >= 45
    assert len(names | states | {n for o in load_outlets() for n in o.names}) >= 6_500


def test_digest_names_the_tables() -> None:
    assert digest() == digest()
    assert len(digest()) == 16


def test_local_words_and_domains_are_of_one_known_state_each() -> None:
    words = [word.lower() for own in load_locals().values() for word in own]
    assert sorted(set(words)) == sorted(words)
    assert set(load_locals()) == set(load_states())
    assert load_domains()["uk"] == "GBR"
    assert set(load_domains().values()) <= set(load_states())


def test_a_contested_place_is_so_in_its_span_and_on_an_unknown_day() -> None:
    mosul = next(c for c in load_states()["IRQ"].contested if c.name == "Mosul")
    assert [mosul.holds(day) for day in (date(2009, 1, 1), date(2015, 1, 1), date(2020, 1, 1), None)] == [
        False,
        True,
        False,
        True,
    ]


def test_spans_of_contested_places_run_forward() -> None:
    for state in load_states().values():
        for region in state.contested:
            assert region.since is None or region.until is None or region.since < region.until, (state.iso3, region)


def test_onsets_are_of_states_and_end_after_they_begin() -> None:
    for row in load_onsets():
        assert row.states <= set(load_states())
        assert row.until is None or row.begins < row.until
