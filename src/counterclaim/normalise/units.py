"""What an amount counts: persons, posts, tanks, villages … from the words around the number."""

from __future__ import annotations

import re

from counterclaim.records.statement import Kind

PERSONS = "persons"
PERCENT = "percent"
MONEY = "money"

_PERSON_WORDS = frozenset(
    ["people", "person", "persons", "men", "man", "women", "woman", "children", "child", "boys", "boy", "girls", "girl", "civilians", "civilian", "residents", "resident", "villagers", "villager", "soldiers", "soldier", "troops", "trooper", "troopers", "servicemen", "serviceman", "personnel", "fighters", "fighter", "militants", "militant", "insurgents", "insurgent", "rebels", "rebel", "terrorists", "terrorist", "gunmen", "gunman", "attackers", "attacker", "bombers", "bomber", "guerrillas", "guerrilla", "guerillas", "guerilla", "combatants", "combatant", "militiamen", "militiaman", "jihadists", "jihadist", "extremists", "extremist", "operatives", "operative", "commanders", "commander", "leaders", "leader", "members", "member", "officers", "officer", "police", "policemen", "policeman", "policewomen", "guards", "guard", "marines", "marine", "sailors", "sailor", "pilots", "pilot", "crew", "crewmen", "paratroopers", "mercenaries", "mercenary", "recruits", "conscripts", "reservists", "cadets", "peacekeepers", "peacekeeper", "officials", "official", "ministers", "minister", "lawmakers", "mayors", "mayor", "judges", "judge", "workers", "worker", "employees", "employee", "staff", "staffers", "contractors", "contractor", "journalists", "journalist", "reporters", "reporter", "doctors", "doctor", "medics", "medic", "nurses", "nurse", "patients", "patient", "teachers", "teacher", "students", "student", "pupils", "pupil", "refugees", "refugee", "migrants", "migrant", "evacuees", "returnees", "asylum-seekers", "displaced", "pilgrims", "worshippers", "worshipper", "priests", "priest", "nuns", "nun", "clerics", "cleric", "monks", "tourists", "tourist", "passengers", "passenger", "drivers", "driver", "farmers", "farmer", "herders", "fishermen", "miners", "shoppers", "bystanders", "bystander", "protesters", "protester", "protestors", "demonstrators", "demonstrator", "activists", "activist", "suspects", "suspect", "prisoners", "prisoner", "detainees", "detainee", "hostages", "hostage", "captives", "captive", "inmates", "inmate", "pows", "deserters", "defectors", "victims", "victim", "dead", "wounded", "injured", "casualties", "casualty", "fatalities", "deaths", "bodies", "body", "corpses", "corpse", "survivors", "martyrs", "lives", "souls", "relatives", "brothers", "sisters", "sons", "daughters", "babies", "infants", "toddlers", "teenagers", "teenager", "teens", "youths", "minors", "adults", "elders", "elderly", "nationals", "national", "citizens", "citizen", "foreigners", "foreigner", "locals", "inhabitants", "individuals", "individual", "supporters", "followers", "loyalists", "separatists", "partisans", "invaders", "occupiers", "deaths", "killed", "missing", "gangsters", "smugglers", "traffickers", "pirates", "bandits", "rangers", "firefighters", "rescuers", "paramedics", "aides", "wives", "husbands", "parents", "mothers", "fathers", "bodyguards", "bodyguard", "escorts", "interpreters", "translators", "engineers", "scientists", "diplomats", "diplomat", "ambassador", "envoys", "envoy"]
)
_THING_WORDS = frozenset(
    ["post", "posts", "outpost", "outposts", "checkpoint", "checkpoints", "checkpost", "checkposts", "position", "positions", "base", "bases", "camp", "camps", "hideout", "hideouts", "bunker", "bunkers", "headquarters", "stronghold", "strongholds", "facility", "facilities", "installation", "installations", "compound", "compounds", "building", "buildings", "house", "houses", "home", "homes", "dwelling", "dwellings", "apartment", "apartments", "flat", "flats", "shop", "shops", "store", "stores", "market", "markets", "school", "schools", "hospital", "hospitals", "clinic", "clinics", "mosque", "mosques", "church", "churches", "temple", "temples", "factory", "factories", "plant", "plants", "refinery", "refineries", "depot", "depots", "warehouse", "warehouses", "bridge", "bridges", "road", "roads", "tunnel", "tunnels", "village", "villages", "town", "towns", "city", "cities", "settlement", "settlements", "district", "districts", "province", "provinces", "area", "areas", "location", "locations", "site", "sites", "target", "targets", "place", "places", "point", "points", "tank", "tanks", "vehicle", "vehicles", "car", "cars", "truck", "trucks", "bus", "buses", "tanker", "tankers", "train", "trains", "motorcycle", "motorcycles", "apc", "apcs", "humvee", "humvees", "carrier", "carriers", "aircraft", "airplane", "airplanes", "plane", "planes", "jet", "jets", "helicopter", "helicopters", "drone", "drones", "uav", "uavs", "missile", "missiles", "rocket", "rockets", "launcher", "launchers", "mortar", "mortars", "gun", "guns", "rifle", "rifles", "howitzer", "howitzers", "cannon", "cannons", "system", "systems", "battery", "batteries", "radar", "radars", "ship", "ships", "vessel", "vessels", "boat", "boats", "submarine", "submarines", "weapon", "weapons", "firearm", "firearms", "explosives", "bomb", "bombs", "mine", "mines", "ied", "ieds", "shell", "shells", "grenade", "grenades", "round", "rounds", "munition", "munitions", "cache", "caches", "ammunition", "equipment", "device", "devices", "laptop", "computers", "documents", "file", "files", "hectare", "hectares", "acre", "acres", "kilometre", "kilometres", "kilometer", "kilometers", "km", "mile", "miles", "tonne", "tonnes", "ton", "tons", "kilo", "kilos", "kilogram", "kilograms", "kg", "cattle", "cows", "goats", "sheep", "livestock", "animals", "animal", "horses", "camels", "dogs", "windows", "structure", "structures", "tower", "towers", "pylon", "pylons", "pipeline", "pipelines", "well", "wells", "tent", "tents", "shelter", "shelters", "office", "offices", "station", "stations", "container", "containers", "pieces", "piece", "unit", "units", "line", "lines", "section", "sections"]
)
_GROUP_WORDS = {
    "family": "families", "families": "families", "household": "households", "households": "households", "battalion": "battalions",
    "battalions": "battalions", "brigade": "brigades", "brigades": "brigades", "platoon": "platoons", "platoons": "platoons", "company": "companies",
    "companies": "companies", "regiment": "regiments", "regiments": "regiments", "squad": "squads", "squads": "squads", "division": "divisions",
    "divisions": "divisions", "couple": "couples",
}  # fmt: skip
_PLURALS = {"aircraft": "aircraft", "headquarters": "headquarters", "personnel": "personnel", "ammunition": "ammunition", "equipment": "equipment",
            "explosives": "explosives", "livestock": "livestock", "cattle": "cattle", "sheep": "sheep", "church": "churches", "km": "kilometres",
            "kg": "kilograms", "bus": "buses", "refinery": "refineries", "battery": "batteries"}  # fmt: skip
_STOP = re.compile(
    r"[,;:.()\[\]“”\"!?—–]|\s-\s|\b(?:in|at|on|near|from|by|with|who|which|that|were|was|are|is|have|has|had|been|be|during|since|after|before|including|inside|outside|across|"
    r"along|over|under|into|when|while|as|for|to|would|could|may|might|will|belonging|linked|killed|wounded|died|killing|injuring|wounding|and wounded|and killed|against)\b",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MONEY = re.compile(r"(?:[$€£¥₹₽]|\b(?:US\$|Rs\.?|USD|EUR))\s*$", re.I)
_MONEY_AFTER = re.compile(
    r"\s*(?:dollars|euros?|pounds sterling|rupees|roubles|rubles|shekels|afghanis|rials|riyals|dinars|lira|yuan|naira|hryvnias?)\b",
    re.I,
)
_PERCENT = re.compile(r"\s*(?:%|per\s?cent\b|percent\b|percentage points?\b)", re.I)
_RATE = re.compile(
    r"\b(?:per|a|an|each|every) (hour|day|week|month|year)\b(?! (?:old|ago|after|before|earlier|later))", re.I
)
_BODIES = frozenset({Kind.KILL, Kind.INJURE, Kind.MISSING, Kind.CAPTURE, Kind.RELEASE, Kind.DISPLACE, Kind.NEED})
_ELLIPTIC = re.compile(
    r"\s*(?:more|others?|additional|further|of (?:them|these|those|which|whom)|each|another|ones)?\s*", re.I
)


def find_unit(after: str, before: str, kind: Kind) -> str | None:
    """Name what is counted, from the words after the number (and a currency sign before it).

    "persons" for people of every sort, plural nouns for things ("posts", "tanks and armoured vehicles"), "money" and
    "percent" apart, " per day" added for a rate. Harm to people counts persons unless a thing is named. None where no word tells.
    """
    if _MONEY.search(before) or _MONEY_AFTER.match(after):
        return MONEY
    if _PERCENT.match(after):
        return PERCENT
    rate = _RATE.search(_STOP.split(after[:120], maxsplit=1)[0])
    unit = _find_noun(after, kind)
    return f"{unit} per {rate.group(1).lower()}" if unit and rate else unit


def is_elliptic(after: str) -> bool:
    """True where the number stands alone or before "others", "more": what it counts was named earlier."""
    phrase = _STOP.split(after[:120], maxsplit=1)[0]
    return bool(_ELLIPTIC.fullmatch(phrase))


def is_thing(unit: str | None) -> bool:
    """True for units that are no people."""
    return unit is not None and unit.removesuffix(" per day") != PERSONS


def _find_noun(after: str, kind: Kind) -> str | None:
    phrase = _STOP.split(after[:160], maxsplit=1)[0]
    whole, of, rest = phrase.partition(" of ")
    words = [w.lower() for w in _WORD.findall(whole)]
    if (
        of
        and words
        and words[-1]
        in (
            "pieces",
            "piece",
            "members",
            "member",
            "bodies",
            "types",
            "lakh",
            "number",
            "scores",
            "dozens",
            "hundreds",
            "thousands",
        )
    ):
        inner = _find_noun(rest, kind)
        return PERSONS if words[-1] in _PERSON_WORDS else inner
    known = [(i, _name(w)) for i, w in enumerate(words) if _name(w)]
    if not known:
        if kind in _BODIES:
            return PERSONS
        return words[-1] if words and words[-1].endswith("s") and words[-1] not in ("others", "its", "ones") else None
    names = [name for _, name in known]
    if (
        " and " in phrase
        and len(set(names)) > 1
        and PERSONS not in names
        and words[known[0][0] + 1 : known[0][0] + 2] == ["and"]
    ):
        return " ".join(words[known[0][0] : known[-1][0] + 1])
    split = words.index("and") if "and" in words else len(words)
    first = [name for i, name in known if i < split]
    return first[-1] if first else names[-1]


def _name(word: str) -> str | None:
    if word in _GROUP_WORDS:
        return _GROUP_WORDS[word]
    if word in _PERSON_WORDS:
        return PERSONS
    if word not in _THING_WORDS:
        return None
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("s"):
        return word
    return word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s"
