"""The situations a ledger must get right, from hand-made claims (all INVENTED): resolve and reconcile together."""

from __future__ import annotations

from datetime import date

from counterclaim.reconcile.reconcile import reconcile
from counterclaim.records.claim import Claim
from counterclaim.records.story import Question, Reconciliation, Relation, Resolution, Tally
from counterclaim.records.text import Report
from counterclaim.resolve.group import group
from tests.make import make_actor, make_claim, make_part, make_period, make_place, make_report

Story = tuple[Resolution, Reconciliation]


def tell(claims: list[Claim], reports: list[Report], as_of: str | None = None) -> Story:
    day = date.fromisoformat(as_of) if as_of else None
    resolution = group(claims, reports)
    return resolution, reconcile(resolution, claims, reports, as_of=day)


def find_question(story: Story, claim: Claim) -> Question:
    return next(q for q in story[0].questions if claim.id in q.claim_ids and claim.id not in dict(q.parts))


def find_tallies(story: Story, claim: Claim) -> list[Tally]:
    return [t for t in story[1].tallies if t.question_id == find_question(story, claim).id]


def find_entry(story: Story, claim: Claim):
    for tally in find_tallies(story, claim):
        for entry in tally.entries:
            if claim.id in (entry.claim_id, *entry.copies):
                return entry
    raise AssertionError("no entry")


class TestRevisedDown:
    """Weeks of "more than 1,400", then about 1,200 to two agencies, one of which tells why."""

    norland = make_actor("Norland Foreign Ministry", side="Norland")
    weeks = tuple(
        make_report("w", name=str(n), outlet=f"Outlet {n}", published=f"2023-{d}")
        for n, d in enumerate(("10-20", "10-28", "11-05"))
    )
    agency_a = make_report("a", outlet="Agency A", published="2023-11-10")
    agency_b = make_report("b", outlet="Agency B", published="2023-11-10")
    raid = make_period("2023-10-07")

    def claims(self) -> list[Claim]:
        old = [
            make_claim(
                report=r,
                low=1400,
                bound="more than",
                actor="Redmark",
                side="Norland",
                people="more than 1,400 people",
                claimant=self.norland,
                period=self.raid,
                when="7 October",
            )
            for r in self.weeks
        ]
        return [
            *old,
            make_claim(
                report=self.agency_a,
                low=1200,
                high=1200,
                bound="about",
                actor="Redmark",
                side="Norland",
                people="around 1,200 people",
                claimant=self.norland,
                period=self.raid,
                when="7 October",
                sentence="Around 1,200 people were killed on 7 October, he said; the number was not final.",
            ),
            make_claim(
                report=self.agency_b,
                low=1200,
                high=1200,
                bound="about",
                actor="Redmark",
                side="Norland",
                people="around 1,200 people",
                claimant=self.norland,
                period=self.raid,
                when="7 October",
                sentence="About 1,200 were killed; many unidentified bodies are now believed to be attackers.",
            ),
        ]

    def reports(self) -> list[Report]:
        return [*self.weeks, self.agency_a, self.agency_b]

    def test_one_tally_corrects_and_reclassifies(self) -> None:
        claims = self.claims()
        story = tell(claims, self.reports())
        (tally,) = find_tallies(story, claims[0])
        entry = find_entry(story, claims[3])
        assert find_question(story, claims[0]) == find_question(story, claims[4])
        assert entry.relation is Relation.CORRECTS
        assert entry.also == (Relation.RECLASSIFIES,)
        assert entry.told_in == claims[4].id
        assert {entry.claim_id, *entry.copies} == {claims[3].id, claims[4].id}
        assert [e.claim_id for e in tally.entries if e.current] == [entry.claim_id]
        assert story[1].contradictions == ()

    def test_spread_today_and_before(self) -> None:
        claims = self.claims()
        today = {s.rule: s for s in tell(claims, self.reports())[1].spreads}
        before = {s.rule: s for s in tell(claims, self.reports(), as_of="2023-11-06")[1].spreads}
        assert (today["min-max/1"].low, today["min-max/1"].high) == (1200, 1200)
        assert (before["min-max/1"].low, before["min-max/1"].high) == (1400, 1400)


class TestTwoStrikesOneNight:
    city = make_place("Streslau", country="RUR", admin1="Streslau", at=(50.0, 30.0))
    night = make_period("2026-03-01")
    one = make_report("one", outlet="One", published="2026-03-01")
    two = make_report("two", outlet="Two", published="2026-03-01")
    three = make_report("three", outlet="Three", published="2026-03-02")
    volunteers = make_actor("Volunteers")
    army = make_actor("Army of Ruritania", side="Ruritania", sector="MIL")
    ministry = make_actor("Ministry of Health of Ruritania", side="Ruritania")

    def claims(self) -> list[Claim]:
        at = {"place": self.city, "period": self.night}
        return [
            make_claim(
                report=self.one,
                kind="STRIKE",
                trigger="hit",
                object=make_actor("a depot"),
                means="A drone",
                when="1 a.m.",
                sentence="A drone hit a depot at 1 a.m.",
                start=0,
                people="a depot",
                **at,
            ),
            make_claim(
                report=self.one,
                low=5,
                claimant=self.volunteers,
                people="five people",
                sentence="Volunteers said five people were killed.",
                start=31,
            ),
            make_claim(
                report=self.two,
                kind="STRIKE",
                trigger="fell",
                people="a market",
                means="Shells",
                when="3 a.m.",
                sentence="Shells fell on a market at 3 a.m., killing nine.",
                actor="Black Guard",
                claimant=self.army,
                **at,
            ),
            make_claim(
                report=self.two,
                low=9,
                trigger="killing",
                people="nine",
                means="Shells",
                when="3 a.m.",
                sentence="Shells fell on a market at 3 a.m., killing nine.",
                actor="Black Guard",
                claimant=self.army,
                **at,
            ),
            make_claim(
                report=self.three,
                low=14,
                bound="at least",
                people="at least 14 people",
                claimant=self.ministry,
                sentence="At least 14 people were killed overnight.",
                when="overnight",
                **at,
            ),
        ]

    def test_two_incidents_and_a_total_that_is_only_offered(self) -> None:
        claims = self.claims()
        resolution, reconciliation = tell(claims, [self.one, self.two, self.three])
        held = [set(i.claim_ids) for i in resolution.incidents]
        assert {claims[0].id, claims[1].id} in held
        assert {claims[2].id, claims[3].id} in held
        assert len(held) == 2
        ends = {end for link in resolution.offered for end in (link.a, link.b)}
        assert {i.id for i in resolution.incidents} <= ends
        assert claims[4].id in ends
        assert any("5 + 9 = 14" in r.text for link in resolution.offered for r in link.reasons)
        spreads = [s for s in reconciliation.spreads if s.rule == "min-max/1"]
        assert sorted((s.low, s.high) for s in spreads) == [(5, 5), (9, 9), (14, 14)]
        assert reconciliation.contradictions == ()


class TestTypoAndTwins:
    minister = make_actor("Minister of Health of Ruritania", side="Ruritania")
    a = make_report(
        "The minister told reporters that 318 people had died in the assault on the town over two days.",
        outlet="A",
        published="2026-03-01",
    )
    b = make_report(
        "Speaking to the press the health minister gave 381 as the count of the dead, the highest yet.",
        outlet="B",
        published="2026-03-01",
    )
    c = make_report(
        "Speaking to the press the health minister gave 381 as the count of the dead, the highest yet!",
        outlet="C",
        published="2026-03-01",
    )

    def test_variant_is_for_review(self) -> None:
        claims = [
            make_claim(
                report=r,
                low=n,
                claimant=self.minister,
                actor="Black Guard",
                side="Ruritania",
                people=f"{n} people",
                sentence=r.text,
            )
            for r, n in ((self.a, 318), (self.b, 381), (self.c, 381))
        ]
        story = tell(claims, [self.a, self.b, self.c])
        (tally,) = find_tallies(story, claims[0])
        assert [len(v.report_ids) for v in story[0].syndications] == [2]
        assert [e.relation for e in tally.entries] == [Relation.FIRST, Relation.VARIANT]
        assert [e.current for e in tally.entries] == [True, True]
        assert story[1].contradictions == ()


class TestSubCounts:
    town = make_place("Zenda", country="RUR")
    day = make_period("2026-03-01")
    one = make_report("one", published="2026-03-01")
    two = make_report("two", outlet="Two", published="2026-03-02")
    governor = make_actor("Governor of Zenda", side="Ruritania")

    def claims(self) -> list[Claim]:
        parts = (
            make_part(9, "nine children"),
            make_part(4, "four medics"),
            make_part(2, "the two attackers"),
            make_part(16, "in hospital", relation="partition"),
            make_part(7, "at the scene", relation="partition"),
        )
        whole = make_claim(
            report=self.one,
            low=23,
            bound="at least",
            people="At least 23 people",
            parts=parts,
            place=self.town,
            period=self.day,
            claimant=self.governor,
        )
        later = make_claim(
            report=self.two,
            low=10,
            people="ten children",
            place=self.town,
            period=self.day,
            claimant=self.governor,
            sentence="Ten of the 23 killed were children.",
        )
        return [whole, later]

    def test_only_the_part_is_superseded(self) -> None:
        claims = self.claims()
        resolution, reconciliation = tell(claims, [self.one, self.two])
        total = find_question((resolution, reconciliation), claims[0])
        parts = {q.population: q for q in resolution.questions if q.part_of == total.id}
        assert {"children", "medics", "attackers"} == {p.split()[-1] for p in parts}
        children = next(q for name, q in parts.items() if name.endswith("children"))
        (tally,) = [t for t in reconciliation.tallies if t.question_id == children.id]
        assert [(e.quantity.low, e.relation) for e in tally.entries] == [(9, Relation.FIRST), (10, Relation.SUPERSEDES)]
        (whole,) = [t for t in reconciliation.tallies if t.question_id == total.id]
        assert [(e.quantity.low, e.current) for e in whole.entries] == [(23, True)]
        assert all(q.status == "unknown" for q in resolution.questions)


class TestSinceOctober:
    gaza = make_place("Sandland", country="SAN", where_prec=6)
    ministry = make_actor("Ministry of Health of Sandland", side="Sandland")
    un = make_actor("United Nations")
    army = make_actor("Army of Norland", side="Norland", sector="MIL")
    report = make_report("r", published="2024-01-14")
    later = make_report("r2", outlet="Two", published="2024-01-15")

    def claims(self) -> list[Claim]:
        since = {
            "scope_start": "2023-10-07",
            "cumulative": True,
            "actor": "Norland",
            "side": "Sandland",
            "place": self.gaza,
        }
        return [
            make_claim(report=self.report, low=24000, people="24,000 people", claimant=self.ministry, start=0, **since),
            make_claim(
                report=self.report,
                low=132,
                people="132 people",
                claimant=self.ministry,
                start=60,
                scope_kind="flow",
                actor="Norland",
                side="Sandland",
                place=self.gaza,
            ),
            make_claim(report=self.later, low=24132, people="24,132 people", claimant=self.ministry, start=0, **since),
            make_claim(
                report=self.later,
                low=8000,
                people="8,000 people",
                claimant=self.un,
                start=90,
                verification="verified by us",
                **since,
            ),
            make_claim(
                report=self.later,
                kind="MISSING",
                low=7000,
                people="7,000 people",
                claimant=self.ministry,
                start=150,
                side="Sandland",
                place=self.gaza,
            ),
            make_claim(
                report=self.later,
                low=9000,
                people="9,000 fighters",
                victim_status="combatant",
                claimant=self.army,
                start=220,
                scope_start="2023-10-27",
                cumulative=True,
                actor="Norland",
                side="Sandland",
                place=self.gaza,
            ),
        ]

    def test_scopes_stay_apart(self) -> None:
        claims = self.claims()
        story = tell(claims, [self.report, self.later])
        total, flow, new_total, own, missing, fighters = claims
        assert find_question(story, total) == find_question(story, new_total)
        assert find_question(story, flow) != find_question(story, total)
        assert find_question(story, fighters) != find_question(story, total)
        assert find_question(story, own) != find_question(story, total)
        assert story[1].contradictions == ()
        assert find_question(story, missing).measure == "missing"
        assert [e.relation for e in find_tallies(story, total)[0].entries if e.claim_id == new_total.id] == [
            Relation.SUPERSEDES
        ]
        assert story[0].incidents == ()
        assert any("24000 + 132 = 24132" in n.why for n in story[1].not_comparable)
        assert any(fighters.id in n.claim_ids and total.id in n.claim_ids for n in story[1].not_comparable)


class TestBodiesFoundLater:
    dam = make_place("Ostermark", country="RUR")
    hit = make_period("2026-03-01")
    rescue = make_actor("Rescue service")
    hospital = make_actor("Central hospital")
    days = tuple(
        make_report("d", name=str(n), published=d)
        for n, d in enumerate(("2026-03-01", "2026-03-03", "2026-03-09", "2026-03-20", "2026-07-02"))
    )

    def claims(self) -> list[Claim]:
        at = {"place": self.dam, "period": self.hit}
        one, three, nine, twenty, grave = self.days
        return [
            make_claim(report=one, low=12, claimant=self.rescue, people="12 people", start=0, **at),
            make_claim(report=one, kind="MISSING", low=30, claimant=self.rescue, people="30 people", start=50, **at),
            make_claim(report=three, low=8, claimant=self.rescue, people="eight more bodies", start=0, **at),
            make_claim(
                report=three,
                low=20,
                claimant=self.rescue,
                people="20",
                trigger="toll",
                cumulative=True,
                sentence="That brings the toll to 20",
                start=40,
                **at,
            ),
            make_claim(report=three, kind="MISSING", low=22, claimant=self.rescue, people="22 people", start=80, **at),
            make_claim(report=nine, low=5, claimant=self.rescue, people="five more bodies", start=0, **at),
            make_claim(report=twenty, low=27, claimant=self.hospital, people="27 names", start=0, **at),
            make_claim(
                report=grave,
                low=60,
                claimant="Outlet",
                people="60 bodies",
                place=self.dam,
                period=make_period("2026-03-01", "2026-04-01", date_prec=4),
                when="March",
                trigger="mass grave",
                start=0,
            ),
        ]

    def test_increments_sums_and_the_grave(self) -> None:
        claims = self.claims()
        story = tell(claims, self.days)
        first, _, more, toll, still, five, names, grave = claims
        assert find_entry(story, more).relation is Relation.ADDS
        assert find_entry(story, toll).relation is Relation.SUPERSEDES
        assert find_entry(story, toll).to == first.id
        assert "12 + 8 = 20" in find_entry(story, toll).reason
        assert find_entry(story, five).derived == 25
        assert not find_entry(story, five).current
        assert find_entry(story, still).relation is Relation.RECLASSIFIES
        assert find_question(story, grave) != find_question(story, first)
        assert find_question(story, names) == find_question(story, first)
        assert len(find_tallies(story, first)) == 2
