"""Which agency a report credits: closing line, byline, brackets after the dateline. Short names count only there."""

from __future__ import annotations

import re

_NAMES = {
    "AA": "anadolu agency|anadolu ajansi|anadolu|aa",
    "AFP": "agence france-presse|agence france presse|afp",
    "ANI": "asian news international|ani",
    "ANSA": "ansa",
    "AP": "the associated press|associated press|ap",
    "APA": "apa",
    "APP": "associated press of pakistan|app",
    "Bloomberg": "bloomberg news|bloomberg",
    "BSS": "bss|bangladesh sangbad sangstha",
    "dpa": "deutsche presse-agentur|dpa",
    "EFE": "agencia efe|efe",
    "Fars": "fars news agency|fars news|fars",
    "IANS": "indo-asian news service|ians",
    "INA": "iraqi news agency|ina",
    "Interfax": "interfax",
    "Interfax-Ukraine": "interfax-ukraine",
    "IRNA": "islamic republic news agency|irna",
    "Kyodo": "kyodo news|kyodo",
    "NNA": "national news agency|nna",
    "Petra": "petra news agency|petra",
    "PTI": "press trust of india|pti",
    "Reuters": "thomson reuters|reuters",
    "RIA Novosti": "ria novosti|ria",
    "SANA": "syrian arab news agency|sana",
    "SPA": "saudi press agency|spa",
    "SUNA": "sudan news agency|suna",
    "TASS": "itar-tass|tass",
    "Tasnim": "tasnim news agency|tasnim",
    "Ukrinform": "ukrinform",
    "UNI": "united news of india|uni",
    "UNIAN": "unian",
    "UPI": "united press international|upi",
    "WAFA": "wafa",
    "WAM": "wam|emirates news agency",
    "Xinhua": "xinhua news agency|xinhua",
    "Yonhap": "yonhap news agency|yonhap",
}
_CANONICAL = {spelling: name for name, spellings in _NAMES.items() for spelling in spellings.split("|")}
_SPLIT = re.compile(r"\s*(?:[/,;&+]|\band\b)\s*", re.I)
_FRAME = re.compile(
    r"^[\s(\[—–-]*(?:(?:with|and|from|source|sources|credit|by|via|text|news)\b[:\s]*)*(?:additional\s+)?"
    r"(?:(?:inputs?|reporting|contributions?|reports?)\s+(?:from|by)\s+)?(?P<names>[^()\[\]\n]{2,80}?)"
    r"(?:['’]s)?(?:\s+(?:inputs?|news\s+agency|agency|reports?|feeds?|wire))*[\s)\].—–-]*$",
    re.I,
)
_CLOSING_BRACKET = re.compile(r"\((?P<names>[A-Za-z][A-Za-z /,&-]{1,60})\)\s*$")
_CLOSING_DASH = re.compile(r"[.!?”\"]\s*[—–-]{1,2}\s*(?P<names>[A-Z][A-Za-z /]{1,40})\.?\s*$")
_AGENCY_NAME = re.compile(r"[A-Z][\w.&-]*(?: (?:[A-Z][\w.&-]*|of|and|the|de)){0,4}")
_NO_AGENCY = re.compile(
    r"\b(?:own|our|staff|correspondents?|reporters?|editors?|bureau|desk|live|updated?|special|exclusive|local|time|gmt|utc)\b",
    re.I,
)
# A credit is a short line; anything longer is a sentence that happens to name an agency.
LONGEST_CREDIT = 90


def name_agencies(names: str) -> tuple[str, ...]:
    """Give the agencies that a list such as "AFP/Reuters" names, in order; empty unless every part, or all but the word
    "agencies", is one."""
    found = []
    for part in _SPLIT.split(names.strip(" .")):
        folded = " ".join(part.lower().split())
        if folded in ("agencies", "agency", "other agencies", "news agencies"):
            continue
        known = _CANONICAL.get(folded)
        if known is None:
            return ()
        found.append(known)
    return tuple(dict.fromkeys(found))


def name_strange_agency(bracket: str) -> tuple[str, ...]:
    """Give the agency in the brackets of a dateline that no list knows, by its name; a reporter or a place is none."""
    name = " ".join(bracket.split())
    is_name = _AGENCY_NAME.fullmatch(name) and not _NO_AGENCY.search(name)
    return (name,) if is_name else ()


def read_credit_line(line: str) -> tuple[str, ...]:
    """Give the agencies that a whole line credits ("Reuters", "With PTI inputs", "(AFP)", "— AP"), else nothing."""
    if len(line) > LONGEST_CREDIT:
        return ()
    match = _FRAME.match(line.strip())
    return name_agencies(match["names"]) if match else ()


def read_closing(line: str) -> tuple[str, ...]:
    """Give the agencies credited behind a paragraph's last sentence ("… on Friday. (AFP)", "… dead. – Reuters")."""
    tail = line.rstrip()[-LONGEST_CREDIT:]
    match = _CLOSING_BRACKET.search(tail) or _CLOSING_DASH.search(tail)
    return name_agencies(match["names"]) if match else ()
