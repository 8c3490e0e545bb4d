"""The pages by their addresses. Each is one function that gives a context; the same context is its JSON twin."""

from __future__ import annotations

from collections.abc import Callable, Collection

from fastapi import FastAPI, Response

from counterclaim.desk.answering import Ask, Malformed, Number, Words, add_page, parse_day
from counterclaim.desk.pages import (
    actors,
    add,
    audit,
    claim,
    doubles,
    episode,
    export,
    incidents,
    origin,
    overview,
    positions,
    question,
    questions,
    reports,
    review,
    search,
    sources,
)


def add_pages(app: FastAPI) -> None:
    """Serve all pages for reading."""

    @add_page(app, "/", "overview.html.j2")
    def show_overview(asked: Ask, since: Words = "") -> overview.OverviewPage:
        """What is disputed now, what changed since a day, latest reports, gaps that need a person."""
        return overview.show_overview(asked, parse_day(since))

    @add_page(app, "/questions", "questions.html.j2")
    def list_questions(
        asked: Ask,
        text: Words = "",
        measure: Words = "",
        side: Words = "",
        disputed: bool = False,
        sort: Words = "disputed",
        page: Number = 1,
    ) -> questions.QuestionsPage:
        """Every question that holds a figure, with each claimant's latest."""
        filters = questions.QuestionFilters(text, measure, side, disputed, sort)
        return questions.list_questions(asked, filters, page)

    @add_page(app, "/questions/{id}", "question.html.j2")
    def show_question(asked: Ask, id: str, sources: Words = "") -> question.QuestionPage:
        """One question: figures over time, the sentence behind each, contradictions, spreads."""
        return question.show_question(asked, id, sources)

    @add_page(app, "/reports", "reports.html.j2")
    def list_reports(asked: Ask, text: Words = "", outlet: Words = "", page: Number = 1) -> reports.ReportsPage:
        """The reports that were read."""
        return reports.list_reports(asked, text, outlet, page)

    @add_page(app, "/reports/{id}", "report.html.j2")
    def show_report(
        asked: Ask, id: str, part: Number = 1, claim: Words = "", edit: Words = "", enter: Words = ""
    ) -> reports.ReportPage:
        """One report: its text with every span marked, the claims beside it; forms to correct one or enter a missed one."""
        return reports.show_report(asked, id, reports.Wanted(part, claim, edit, enter))

    @app.get("/reports/{id}/original", include_in_schema=False)
    def give_original(asked: Ask, id: str, form: Words = "") -> Response:
        name, kind, data = origin.give_original(asked, id, form)
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": "sandbox"}
        return Response(data, media_type=kind, headers=headers)

    @add_page(app, "/incidents", "incidents.html.j2")
    def list_incidents(asked: Ask, text: Words = "", episode: Words = "", page: Number = 1) -> incidents.IncidentsPage:
        """Incidents as claims place them, with map and timeline."""
        return incidents.list_incidents(asked, text, episode, page)

    @add_page(app, "/incidents/{id}", "incident.html.j2")
    def show_incident(asked: Ask, id: str) -> incidents.IncidentPage:
        """One incident: where, when, all claims, the reasons for each link."""
        return incidents.show_incident(asked, id)

    @add_page(app, "/positions", "positions.html.j2")
    def list_positions(
        asked: Ask,
        holder: Words = "",
        toward: Words = "",
        kind: Words = "",
        since: Words = "",
        until: Words = "",
        page: Number = 1,
    ) -> positions.PositionsPage:
        """Who accuses, denies, threatens, supports or mediates with whom, and when."""
        filters = positions.PositionFilters(holder, toward, kind, parse_day(since), parse_day(until))
        return positions.list_positions(asked, filters, page)

    @add_page(app, "/search", "search.html.j2")
    def find(
        asked: Ask,
        text: Words = "",
        claimant: Words = "",
        kind: Words = "",
        measure: Words = "",
        status: Words = "",
        gap: Words = "",
        counted: bool = False,
        page: Number = 1,
    ) -> search.SearchPage:
        """Claims by sentence, claimant, kind, measure, status and what they leave open; reports by all their words."""
        filters = search.ClaimFilters(text, claimant, kind, measure, status, gap, counted)
        return search.search(asked, filters, page)

    @add_page(app, "/claims/{id}", "claim.html.j2")
    def show_claim(asked: Ask, id: str) -> claim.ClaimPage:
        """One claim: its sentence in context, and what was judged about it."""
        return claim.show_claim(asked, id)

    @add_page(app, "/review", "review.html.j2")
    def show_review(asked: Ask, kind: Words = "all", page: Number = 1) -> review.ReviewPage:
        """What waits for a person: uncertain links and claims read with least confidence first."""
        return review.show_review(asked, kind, page)

    @add_page(app, "/audit", "audit.html.j2")
    def show_audit(asked: Ask, author: Words = "", page: Number = 1) -> audit.AuditPage:
        """Who judged what, when and why."""
        return audit.show_audit(asked, author, page)

    @add_page(app, "/actors", "actors.html.j2")
    def list_actors(
        asked: Ask, text: Words = "", side: Words = "", sort: Words = "claims", page: Number = 1
    ) -> actors.ActorsPage:
        """Everybody who makes a claim, and every party that claims name."""
        return actors.list_actors(asked, (text, side, sort), page)

    @add_page(app, "/actors/{id}", "actor.html.j2")
    def show_actor(asked: Ask, id: str) -> actors.ActorPage:
        """One actor: what it claims and denies, what is claimed of it, its own losses."""
        return actors.show_actor(asked, id)

    @add_page(app, "/episodes/{id}", "episode.html.j2")
    def show_episode(asked: Ask, id: str, page: Number = 1) -> episode.EpisodePage:
        """One run of fighting: map and timeline, its questions, what its sides say of each other."""
        return episode.show_episode(asked, id, page)

    @add_page(app, "/doubles", "doubles.html.j2")
    def list_doubles(asked: Ask) -> doubles.DoublesPage:
        """Samples for double coding, and how far they are coded."""
        return doubles.list_doubles(asked)

    @add_page(app, "/doubles/{name}", "double.html.j2")
    def show_double(
        asked: Ask, name: str, one: Words = "", other: Words = "", reveal: bool = False, page: Number = 1
    ) -> doubles.DoublePage:
        """One sample: how far two coders agree, where they differ, what settled it."""
        return doubles.show_double(asked, name, (one, other), reveal=reveal, page=page)

    @add_page(app, "/doubles/{name}/code", "coding.html.j2")
    def show_coding(asked: Ask, name: str, item: int = 0) -> doubles.CodingPage:
        """One claim of a sample to code from its words alone."""
        return doubles.show_coding(asked, name, item)

    @add_page(app, "/sources", "sources.html.j2")
    def show_sources(
        asked: Ask, text: Words = "", shown: Words = "all", grade: Words = "", page: Number = 1
    ) -> sources.SourcesPage:
        """The register of sources, with the outlets that nobody has entered."""
        return sources.show_sources(asked, text, shown, grade, page)

    @add_page(app, "/add", "add.html.j2")
    def show_add(asked: Ask) -> add.AddPage:
        """What is being read, and what could not be read."""
        return add.show_add(asked)

    @add_page(app, "/export", "export.html.j2")
    def show_export(asked: Ask) -> export.ExportPage:
        """The forms of the field that the ledger can be written in."""
        return export.show_export(asked)

    @app.get("/export/view", include_in_schema=False)
    def give_view(
        asked: Ask,
        of: Words,
        text: Words = "",
        measure: Words = "",
        side: Words = "",
        disputed: bool = False,
        episode: Words = "",
        claimant: Words = "",
        kind: Words = "",
        status: Words = "",
        gap: Words = "",
        counted: bool = False,
    ) -> Response:
        found: dict[str, Callable[[], Collection[str]]] = {
            "questions": lambda: {
                one.question.id
                for one in questions.find_questions(asked, questions.QuestionFilters(text, measure, side, disputed))
            },
            "incidents": lambda: {one.id for one in incidents.find_incidents(asked, text, episode)},
            "claims": lambda: {
                one.id
                for one in search.find_claims(
                    asked, search.ClaimFilters(text, claimant, kind, measure, status, gap, counted)
                )
            },
        }
        if of not in found:
            raise Malformed("Only questions, incidents and claims are exported so.")
        name, rows = export.write_view(asked, of, found[of]())
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(rows, media_type="text/csv; charset=utf-8", headers=headers)

    @app.get("/export/file", include_in_schema=False)
    def give_export(asked: Ask, form: Words, rule: Words = "", reviewed: bool = False) -> Response:
        name, packed = export.write_export(asked, form, rule, reviewed=reviewed)
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(packed, media_type="application/zip", headers=headers)
