"""What pages of an edition find once, found before anybody asks: the first one to open a list would wait for it."""

from __future__ import annotations

import logging

from counterclaim.desk.asked import Asked
from counterclaim.desk.keeper import Given, Keeper
from counterclaim.desk.pages import (
    actors,
    episode,
    incidents,
    overview,
    positions,
    question,
    questions,
    reports,
    review,
    search,
    sources,
)
from counterclaim.desk.rendering import open_pages

log = logging.getLogger(__name__)
# How many episodes, those that hold the most, and pages of incidents are looked at before anybody asks.
EPISODES, PAGES = 5, 3


def prepare(keeper: Keeper, given: Given) -> None:
    """Build the pages that rest on everything, so that what they have in common is at hand in the edition.

    Templates are made ready too, once for the process.
    """
    try:
        for name in open_pages().list_templates(extensions=["j2"]):
            open_pages().get_template(name)
        _open_lists(keeper, given)
    except Exception:  # The pages themselves tell what is wrong, each by itself.
        log.exception("Not all pages could be prepared")


def _open_lists(keeper: Keeper, given: Given) -> None:
    def asked(path: str) -> Asked:
        return Asked(keeper, given.edition, given.journal, False, path, {})

    overview.show_overview(asked("/"), None)
    for order in questions.ORDERS:
        questions.list_questions(asked("/questions"), questions.QuestionFilters(text=".", sort=order), 1)
    for page in range(1, PAGES + 1):
        incidents.list_incidents(asked("/incidents"), "", "", page)
    incidents.list_incidents(asked("/incidents"), ".", "", 1)
    positions.list_positions(asked("/positions"), positions.PositionFilters(), 1)
    reports.list_reports(asked("/reports"), ".", "", 1)
    search.find_claims(asked("/search"), search.ClaimFilters(text="."))
    review.show_review(asked("/review"), "all", 1)
    for one in actors.list_actors(asked("/actors"), (".", "", "claims"), 1).lines[:1]:
        actors.show_actor(asked("/actors"), one.href.rpartition("/")[2].partition("?")[0])
    for held in sorted(given.edition.episodes.values(), key=lambda e: -len(e.incident_ids))[:EPISODES]:
        episode.show_episode(asked(f"/episodes/{held.id}"), held.id, 1)
    sources.show_sources(asked("/sources"), "", "all", "", 1)
    for id in list(given.edition.answers)[:1]:
        question.show_question(asked(f"/questions/{id}"), id)
    for id in list(given.edition.incidents)[:1]:
        incidents.show_incident(asked(f"/incidents/{id}"), id)
