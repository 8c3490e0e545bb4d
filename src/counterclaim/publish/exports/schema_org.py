"""Claims as schema.org `Claim` (JSON-LD) for fact-checkers; `ClaimReview` only where a person has signed a review."""

from __future__ import annotations

import json
from collections.abc import Iterable

from counterclaim.errors import UnknownName
from counterclaim.publish.exports.excerpt import cut_excerpt
from counterclaim.publish.exports.order import Order
from counterclaim.publish.exports.reported import write_address, write_headline, write_language, write_published
from counterclaim.publish.exports.stock import Stock
from counterclaim.publish.legible import make_name
from counterclaim.records.claim import Claim
from counterclaim.records.statement import Status
from counterclaim.records.story import About, Judgement, Verdict

Json = dict[str, object]
CONTEXT = "https://schema.org"


def write_claims(stock: Stock, order: Order) -> bytes:
    """Give a JSON-LD graph with a `Claim` for everything that is told as a fact by somebody, by publication."""
    claims = stock.claims_of(c.id for c in stock.story.claims if c.statement.status is Status.ASSERTED)
    return _graph([_claim(stock, claim) for claim in claims])


def write_reviews(stock: Stock, order: Order) -> bytes:
    """Give a JSON-LD graph with a `ClaimReview` for every review that a person signed.

    A review is a grade of a claim, in the reviewer's own words, with name and reason. Raises UnknownName where there is
    none: the program itself rates nothing.
    """
    reviews = [
        review
        for judgement in stock.story.judgements
        if judgement.verdict is Verdict.GRADE and (review := _review(stock, judgement))
    ]
    if not reviews:
        raise UnknownName(
            "No person has signed a review of a claim (a grade with name and reason: `counterclaim grade`), and the "
            "program rates nothing itself. `claim-jsonld` gives the claims without a rating."
        )
    return _graph(reviews)


def _graph(items: Iterable[Json]) -> bytes:
    return json.dumps({"@context": CONTEXT, "@graph": list(items)}, ensure_ascii=False, indent=1).encode() + b"\n"


def _claim(stock: Stock, claim: Claim) -> Json:
    lookup = stock.lookup
    report = lookup.report_of(claim)
    claimant: Json = {
        "@type": "Organization" if claim.claimant.actor else "Thing",
        "name": lookup.name_claimant(claim),
    }
    article: Json = {
        "@type": "NewsArticle",
        "headline": write_headline(lookup, report),
        "datePublished": write_published(report),
        "inLanguage": write_language(report),
        "url": write_address(lookup, report),
        "publisher": {"@type": "Organization", "name": lookup.name_outlet(report)},
    }
    text = f"{lookup.name_claimant(claim)}, as reported by {lookup.name_outlet(report)}: “{cut_excerpt(lookup, claim)}”"
    return {
        "@type": "Claim",
        "@id": f"urn:counterclaim:claim:{claim.id}",
        "text": text,
        "author": claimant,
        "appearance": {key: value for key, value in article.items() if value is not None},
    }


def _review(stock: Stock, judgement: Judgement) -> Json | None:
    claim = stock.lookup.claims.get(judgement.subject)
    grade, author = judgement.content.get("grade"), judgement.author.strip()
    is_signed = bool(author) and author != "unknown" and bool(judgement.reason.strip())
    if claim is None or judgement.about is not About.CLAIM or not grade or not is_signed:
        return None
    told = _claim(stock, claim)
    return {
        "@type": "ClaimReview",
        "@id": f"urn:counterclaim:judgement:{judgement.id}",
        "author": {"@type": "Person", "name": make_name(author)},
        "datePublished": judgement.at.date().isoformat(),
        "claimReviewed": told["text"],
        "itemReviewed": told,
        "reviewRating": {"@type": "Rating", "alternateName": stock.lookup.hide_among(str(grade), (claim.id,))},
        "reviewBody": stock.lookup.hide_among(judgement.reason, (claim.id,)),
    }
