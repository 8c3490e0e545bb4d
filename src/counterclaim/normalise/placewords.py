"""The words around names of places: kinds of places, nearness, borders, parts, regions. Tables and patterns only."""

from __future__ import annotations

import re

_LEVELS = {
    "admin1": """province provinces governorate governorates oblast oblasts state states republic prefecture emirate""",
    "admin2": """district districts county counties parish tehsil agency raion subdistrict canton borough""",
    "place": """city cities town towns village villages capital hamlet settlement suburb neighbourhood neighborhood camp
        crossing port""",
    "line": """river line border canal corridor""",
    "area": """valley desert mountains peninsula plateau forest""",
    "sea": """sea gulf strait ocean bay""",
}
# The level that a kind word beside a name tells ("Kurram district").
KIND_LEVELS = {word: level for level, words in _LEVELS.items() for word in words.split()}
# These tell a first division where one of that name is known.
REGIONS = frozenset({"region", "regions", "department", "departments", "krai", "wilaya"})
# Before "of" only these tell the level of the name: "a district of Baghdad" is no district called Baghdad.
KINDS_BEFORE_OF = frozenset(
    {"province", "governorate", "oblast", "state", "republic", "emirate", "county", "city", "town", "village", "valley",
     "river", "sea", "gulf", "strait", "bay"}
)  # fmt: skip

_COMPASS_WORDS = "north south east west northern southern eastern western central upper lower"
COMPASS_WORDS = frozenset(_COMPASS_WORDS.split())
_PARTICLE_WORDS = """
    of de del della di da do dos du des la le las los el al ad as an ar ash az bin ben and the e i y ul ud um am upon
    sur
"""
PARTICLES = frozenset(_PARTICLE_WORDS.split())
# These bind two names into one: "Church of the Nativity".
BINDERS = frozenset({"of", "de", "des", "du", "del", "della"})
ARTICLES = ("al-", "el-", "ad-", "as-", "an-", "ar-", "ash-", "az-", "at-", "es-", "ez-")
_IDLE_WORDS = """
    the a an in on at near of from to by for and or some many several most other this that these those his her its
    their our no one two three monday tuesday wednesday thursday friday saturday sunday january february march april
    june july august september october november december north south east west northern southern eastern western
    central northeast northwest southeast southwest northeastern northwestern southeastern southwestern upper lower
    mount mt saint st fort ft co
    president minister general colonel captain mr mrs ms dr he she they we it i un eu nato arab muslim sunni shiite
    shi'ite islamic islamist christian jewish earth moon mars space
"""
# Capitalised or not, these alone are no names of places.
IDLE_WORDS = frozenset(_IDLE_WORDS.split())
_TITLE_WORDS = """
    mr mrs ms miss dr prof president minister general gen colonel col captain capt lieutenant lt sergeant sgt major maj
    senator sen governor gov judge justice king queen prince princess mullah ayatollah sheikh imam
"""
# What follows one of these is a person: "Mr Jackson's house" is in no Jackson.
TITLES = frozenset(_TITLE_WORDS.split())
CONTROLLED = re.compile(
    r"-(?:controlled|held|led|run|backed|linked|allied|occupied|affiliated|aligned|funded|trained|born|style|made|era|"
    r"dominated)$",
    re.I,
)

COMPASS = r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)"
# Before a name: the event is near it, unless the words are of something else that lies in it ("near a school in").
NEAR = re.compile(
    r"\b(?:near|nearby|outside|around|close to|vicinity of|outskirts of|suburbs? of|edges? of|rural|surrounding|bordering|"
    rf"adjacent to|not far from|areas? of|countryside of|{COMPASS} of|between|"
    r"(?P<far>\d[\d.,]*) ?-?(?P<unit>km|kms|kilomet(?:er|re)s?|miles?)\b[^,]{0,24}?\b(?:of|from|outside))"
    r"\s+(?:(?!in |at |inside )[a-z'’-]+,? ){0,5}$",
    re.I,
)
NEAR_BY = re.compile(rf"\b(?:near|outside|along|bordering|close to|{COMPASS} of)\b[^,]*$", re.I)
OFF_COAST = re.compile(r"\b(?:off|coast of|waters (?:of|off)|shore of)\s+(?:the )?(?:coast of )?(?:[a-z]+ )?$", re.I)
FACILITY = re.compile(
    r"(?:['’]s)?\s*(?:air ?base|airfield|military base|base|airport|prison|countryside|area|region|(?:border )?crossing)\b",
    re.I,
)
# A way is a line, and so is what is told to lie along it: "the Kabul–Kandahar highway".
WAY = re.compile(
    r"(?:['’]s)?(?:\s?[-–—/]\s?[A-Z][\w'’-]+)?\s+(?:[a-z]+ )?(?:highways?|roads?|motorways?|railways?|routes?|corridor|"
    r"axis|front ?line|pipeline)\b"
)
PART_OF = re.compile(
    rf"\b(?:{COMPASS}(?:ern)?|central|upper|lower|parts? of|areas of)(?: (?:and|or) {COMPASS}(?:ern)?)?"
    r"\s+(?:of )?(?:the )?$",
    re.I,
)
REGION = re.compile(
    rf"\b(?:(?:far |extreme )?{COMPASS}(?:ern)?(?: and {COMPASS}(?:ern)?)?"
    r"(?: (?:part|region|area|province|district|coast|town|city|village)s?)?(?! side)|coast|interior)\b",
    re.I,
)
# Words for the whole of the country that a report is about.
LAND = re.compile(
    r"(?:(?:(?:with)?in|inside|across|around|throughout|all over|over|elsewhere in|(?:other )?parts of|much of|most of) )*"
    r"(?:the )?(?:whole |entire |rest of the )?(?:country|nation|kingdom|republic)|nation-?wide|country-?wide",
    re.I,
)
SINGLE = re.compile(r"\b(?:province|district|town|city|village)\b", re.I)
# The seat of a state, and not that of one of its divisions.
CAPITAL = re.compile(
    r"(?<!\bstate )(?<!\bstate's )(?<!\bprovincial )(?<!\bprovince's )(?<!\bregional )(?<!\bregion's )(?<!\bdistrict )"
    r"(?<!\bformer )(?<!\bcommercial )(?<!\beconomic )(?<!\bfinancial )(?<!\bcultural )\bcapital\b",
    re.I,
)

_BORDER = r"(?:borders?|frontiers?|borderlands?)"
BORDER = re.compile(rf"\b{_BORDER}\b", re.I)
# "The border districts of Kunar and Nangarhar" are places, no line.
BORDER_LAND = re.compile(r"\s+(?:districts?|provinces?|regions?|areas?|towns?|villages?|crossings?|posts?)\b", re.I)
SHARED_BORDER = re.compile(rf"\b(?:shared|common|joint|mutual|their) (?:[\w,-]+ )?{_BORDER}\b", re.I)
HAS_BORDER = re.compile(rf"(?:['’]s)?(?: and [A-Z]\w+)?[ -](?:\w+ ){{0,2}}{_BORDER}\b", re.I)
BORDER_WITH = re.compile(rf"\b{_BORDER}(?: \w+)? (?:with|of|between|to|separating)\b", re.I)
BETWEEN = re.compile(r"\b(?:between|linking|from)\b", re.I)
# Nationality tells whose these are, not where: "the U.S. military headquarters at Bagram".
BELONGINGS = re.compile(
    r"\s+(?:military|army|air force|embassy|consulate|troops?|forces?|soldiers?|convoys?|base|mission|diplomatic|"
    r"ambassador|patrols?|police|marines?|navy|naval|warships?|vessels?|tankers?|planes?|jets?|positions?|-led)\b",
    re.I,
)
LIST_JOINT = re.compile(
    r"\s*(?:,|,? and|,? or|&)\s+(?:the )?(?:(?:provinces?|districts?|cit(?:y|ies)|towns?|villages?) of )?", re.I
)
PLURAL_KIND = re.compile(r"\s(?:provinces|districts|governorates|states|oblasts|counties|regions)\b", re.I)


def is_within_25_km(near: re.Match[str]) -> bool:
    """True unless the words of a NEAR match tell a distance beyond UCDP's 25 km."""
    digits = re.sub(r"[^\d.]", "", near["far"] or "").strip(".")
    if not digits or digits.count(".") > 1:
        return not digits
    return float(digits) * (1.609 if near["unit"].lower().startswith("mile") else 1) <= 25


# Names that are written short, as written.
WRITTEN_SHORT = {"L.A.": "Los Angeles", "NYC": "New York City", "N.Y.C.": "New York City", "Phila.": "Philadelphia"}
CUT_SHORT = {"N": "North", "S": "South", "E": "East", "W": "West", "Ft": "Fort", "Mt": "Mount", "Pt": "Port"}
