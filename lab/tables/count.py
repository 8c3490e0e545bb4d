"""Print how much the tables of actors hold, for each country: python -m lab.tables.count

own     actors with a row of their own, apart from the organs that are composed for every state
names   their names; terms: terms of office of persons
"""

from __future__ import annotations

from collections import Counter

from counterclaim.tables.load import load_actors, load_institutions, load_outlets, load_people, load_states

AIM = 15


def main() -> None:
    own = Counter(country for _, country in {(row.id, row.country) for row in load_actors()} if country)
    names = Counter[str]()
    for country, _ in {(row.country, n) for row in load_actors() if row.country for n in (*row.names, *row.weak)}:
        names[country] += 1
    terms = Counter(holder.actor.partition(".")[0].upper() for holder in load_people())
    print("country  own  names  terms")
    for country in sorted(own, key=lambda c: (-own[c], c)):
        print(f"{country:7} {own[country]:4} {names[country]:6} {terms[country]:6}")
    rows = load_actors()
    every = {n for row in rows for n in (*row.names, *row.weak)} | {n for h in load_people() for n in h.names}
    every |= {n for s in load_states().values() for n in (*s.names, *s.adjectives, *s.nationals, *s.seats)}
    every |= {n for outlet in load_outlets() for n in outlet.names}
    print(
        f"{len({row.id for row in rows})} actors of their own; {len(every)} names of actors, persons, states and outlets"
    )
    print(f"{len(load_institutions())} organs are composed for each of {len(load_states())} states")
    print(f"{len(load_people())} terms of office; {sum(bool(row.ucdp) for row in rows)} rows with UCDP's name")
    print(f"{sum(count >= AIM for count in own.values())} countries have {AIM} actors of their own or more")


if __name__ == "__main__":
    main()
