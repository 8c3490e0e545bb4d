"""What an amount counts: persons, posts, tanks, villages … from the words around the number."""

from __future__ import annotations

import re

from counterclaim.records.statement import Kind

PERSONS = "persons"
PERCENT = "percent"
MONEY = "money"

# Nouns in the singular; plurals are led back to them. What these do not name stays as the report prints it.
_PEOPLE = """
    people person man woman child kid boy girl civilian resident villager soldier troops trooper servicewoman serviceman
    personnel fighter militant insurgent rebel terrorist gunman attacker bomber guerrilla guerilla combatant militiaman
    jihadist extremist operative commander leader member officer police policeman policewoman guard marine sailor pilot
    crew crewman paratrooper mercenary recruit conscript reservist cadet peacekeeper official minister lawmaker mayor
    judge worker employee staff staffer contractor journalist reporter doctor medic nurse patient teacher student pupil
    refugee migrant evacuee returnee asylum-seeker displaced pilgrim worshipper priest nun cleric monk tourist passenger
    driver farmer herder fisherman miner shopper bystander protester protestor demonstrator activist suspect prisoner
    detainee hostage captive inmate pow deserter defector victim dead wounded injured casualty fatality death body
    corpse survivor martyr life soul relative brother sister son daughter baby infant toddler teenager teen youth minor
    adult elder elderly national citizen foreigner local inhabitant individual supporter follower loyalist separatist
    partisan invader occupier killed missing gangster smuggler trafficker pirate bandit ranger firefighter rescuer
    paramedic aide wife husband parent mother father bodyguard escort interpreter translator engineer scientist diplomat
    ambassador envoy reinforcement
"""
_THINGS = """
    post outpost checkpoint checkpost position base camp hideout bunker headquarters stronghold facility installation
    compound building house home dwelling apartment flat shop store market school hospital clinic mosque church temple
    factory plant refinery depot warehouse bridge road route tunnel village town city settlement district province area
    location site target place point tank vehicle car truck truckload bus tanker train motorcycle apc humvee carrier
    aircraft airplane plane jet helicopter drone uav missile rocket launcher mortar gun rifle howitzer cannon system
    battery radar ship vessel boat submarine weapon firearm explosives bomb mine ied shell grenade round munition cache
    ammunition equipment device laptop computer document file hectare acre kilometre kilometer km mile tonne ton kilo
    kilogram kg cattle cow goat sheep livestock animal horse camel dog window structure tower pylon pipeline well tent
    shelter office station container piece unit line section family household battalion brigade platoon company regiment
    squad division couple estate embassy
"""
_PEOPLE_NOUNS = frozenset(_PEOPLE.split())
_THING_NOUNS = frozenset(_THINGS.split())
_IRREGULAR = {
    "children": "child",
    "lives": "life",
    "wives": "wife",
    "bodies": "body",
    "buses": "bus",
    "churches": "church",
}
_SAME = frozenset(
    {"aircraft", "headquarters", "ammunition", "equipment", "explosives", "livestock", "cattle", "sheep", "km", "kg"}
)
# "a number of", "members of", "pieces of": what is counted follows.
_LINKS = frozenset(
    {"piece", "member", "body", "type", "number", "score", "dozen", "hundred", "thousand", "lakh", "head"}
)

_STOP = re.compile(
    r"(?<![\w-])\d[\d,.]*(?![\w-])|[,;:.()\[\]“”\"!?—–]|\s-\s|\b(?:in|at|on|near|from|by|with|who|which|that|were|was|are|is|have|has|had|been|be|"
    r"during|since|after|before|including|inside|outside|across|along|over|under|into|when|while|as|for|to|would|could|"
    r"may|might|will|belonging|linked|killed|wounded|died|killing|injuring|against)\b|"
    # "seventeen captured" ends what is counted, "seventeen captured soldiers" does not.
    r"\b(?:captured|seized|overrun|taken|arrested|detained|destroyed|damaged|injured|missing|hurt|freed|released|abducted)"
    r"(?=\s*(?:$|[,;:.()—–]|(?:in|on|at|since|during|and|or|by|from|while|near|after|before|so|as|along|across|over|alive)\b))",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CURRENCY = re.compile(r"(?:[$€£¥₹₽]|\b(?:US\$|Rs\.?|USD|EUR))\s*$", re.I)
_COINS = re.compile(
    r"\s*(?:(?:thousand|lakh|million|crore|billion) )?(?:dollars|euros?|pounds sterling|rupees|rou?bles|shekels|afghanis|"
    r"rials|riyals|dinars|lira|yuan|naira)\b",
    re.I,
)
_PERCENT = re.compile(r"\s*(?:%|per\s?cent\b|percentage points?\b)", re.I)
_ENDS_IN_SHARE = re.compile(rf"{_PERCENT.pattern}\W*$", re.I)
_RATE = re.compile(
    r"\b(?:per|a|an|each|every) (hour|day|week|month|year)\b(?! (?:old|ago|after|before|earlier|later))", re.I
)
_ELLIPTIC = re.compile(
    r"\s*(?:(?:more|others?|additional|further|of (?:them|these|those|which|whom)|each|ones)\s*)*", re.I
)
_COUNTS_PEOPLE = frozenset(
    {Kind.KILL, Kind.INJURE, Kind.MISSING, Kind.CAPTURE, Kind.RELEASE, Kind.DISPLACE, Kind.NEED},
)


def find_unit(after: str, before: str, kind: Kind) -> str | None:
    """Name what is counted, from the words after the number (and a currency sign before it).

    "persons" for people of every sort, plural nouns for things ("posts", "tanks and armoured vehicles"), "money" and
    "percent" apart, " per day" added for a rate. Harm to people counts persons unless a thing is named. None where no
    word tells.
    """
    if _CURRENCY.search(before) or _COINS.match(after):
        return MONEY
    if _PERCENT.match(after):
        return PERCENT
    phrase = cut_phrase(after)
    rate = _RATE.search(after[: len(phrase) + 12])
    unit = _find_noun(phrase, kind)
    return f"{unit} per {rate.group(1).lower()}" if unit and rate and rate.end() <= len(phrase) else unit


def ends_in_share(amount: str) -> bool:
    """True where the words of an amount are a share: "95 per cent"."""
    return bool(_ENDS_IN_SHARE.search(amount))


def cut_phrase(after: str) -> str:
    """The noun phrase that follows a number: up to the next preposition, verb or punctuation."""
    return _STOP.split(after[:160], maxsplit=1)[0]


def is_elliptic(after: str) -> bool:
    """True where the number stands alone or before "others", "more": what it counts was named earlier."""
    return bool(_ELLIPTIC.fullmatch(cut_phrase(after)))


def is_thing(unit: str | None) -> bool:
    """True for units that are no people."""
    return unit is not None and unit.split(" per ")[0] != PERSONS


def _find_noun(phrase: str, kind: Kind) -> str | None:
    """The last known noun of the first of coordinated phrases; coordinated things together."""
    whole, of, rest = phrase.partition(" of ")
    printed = _WORD.findall(whole)
    words = [word.lower() for word in printed]
    if of and words and _singular(words[-1]) in _LINKS:
        return PERSONS if _singular(words[-1]) in _PEOPLE_NOUNS else _find_noun(rest, kind)
    known = [(i, unit) for i, word in enumerate(words) if (unit := _name(word))]
    if not known:
        if kind in _COUNTS_PEOPLE:
            return PERSONS
        # A plural that is no name is taken as printed; a plural name is a people ("Palestinians").
        plural = printed[-1] if printed and len(printed[-1]) > 3 and printed[-1].endswith("s") else ""
        return None if not plural or plural.lower() == "others" else PERSONS if plural[0].isupper() else plural
    first, last = known[0][0], known[-1][0]
    is_joined = words[first + 1 : first + 2] == ["and"] and last > first and words[first + 2] not in ("a", "an", "the")
    if is_joined and all(unit != PERSONS for _, unit in known):
        return " ".join(words[first : last + 1])
    split = words.index("and") if "and" in words else len(words)
    before_and = [unit for i, unit in known if i < split]
    return before_and[-1] if before_and else known[-1][1]


def _name(word: str) -> str | None:
    noun = _singular(word)
    if noun in _PEOPLE_NOUNS:
        return PERSONS
    if noun not in _THING_NOUNS:
        return None
    if noun in _SAME:
        return noun
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch")) else "s")


def _singular(word: str) -> str:
    """Lead a plural back to a noun that the lists hold; other words stay."""
    if word in _PEOPLE_NOUNS or word in _THING_NOUNS:
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")
