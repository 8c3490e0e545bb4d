"""Incidents as GeoJSON (RFC 7946): a point only where there is one; an area without an outline has no geometry, never a dot."""

from __future__ import annotations

import json

from counterclaim.publish.exports.holdings import list_incidents
from counterclaim.publish.exports.notice import ALWAYS, CREDITS, describe_basis
from counterclaim.publish.exports.order import Order
from counterclaim.publish.exports.sheet import Sheet
from counterclaim.publish.exports.sidecar import list_behind
from counterclaim.publish.exports.stock import Stock
from counterclaim.publish.exports.telling import tell_claim


def write_geojson(stock: Stock, order: Order) -> tuple[bytes, Sheet]:
    """Give the feature collection and the claims behind each feature.

    where_prec 4 and above has null geometry: the shipped gazetteer holds points, no outlines. Properties are those of
    the table of incidents with every claim as "claimant: figure (outlet, day)".
    """
    sheet = list_incidents(stock)
    claims = {incident.id: stock.claims_of(incident.claim_ids) for incident in stock.story.resolution.incidents}
    features = []
    for row in sheet.plain_rows():
        longitude, latitude = row.pop("longitude"), row.pop("latitude")
        links = dict.fromkeys(tell_claim(stock, claim) for claim in claims[str(row["incident_id"])])
        features.append(
            {
                "type": "Feature",
                "id": row["incident_id"],
                "geometry": {"type": "Point", "coordinates": [longitude, latitude]}
                if row["point"] == "given"
                else None,
                "properties": {**row, "claims_told": "; ".join(links)},
            }
        )
    collection = {
        "type": "FeatureCollection",
        "name": "incidents_as_claimed",
        "description": " ".join([describe_basis(stock, order), *ALWAYS]),
        "attribution": "; ".join(f"{credit.title} ({credit.licence})" for credit in CREDITS),
        "features": features,
    }
    data = json.dumps(collection, ensure_ascii=False, indent=1).encode() + b"\n"
    return data, list_behind(stock, claims.items())
