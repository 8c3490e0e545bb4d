"""Words that tell two incidents, or two populations, apart. A word that is missing here separates nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping


def _list(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _index(table: Mapping[str, str]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words.split()}


MEANS = _index(
    {
        "drone": "drone drones uav uavs unmanned uncrewed quadcopter quadcopters shahed shaheds loitering",
        "air": "airstrike airstrikes air jet jets warplane warplanes aircraft aerial plane planes "
        "helicopter helicopters",
        "missile": "missile missiles ballistic cruise",
        "rocket": "rocket rockets grad",
        "shell": "shell shells shelling artillery mortar mortars howitzer tank",
        "planted": "ied ieds mine mines landmine landmines roadside planted car truck motorcycle motorbike "
        "suicide vest",
        "gun": "gun guns gunfire gunmen rifle rifles shot shooting shootings sniper snipers bullets kalashnikovs",
        "blade": "knife knives machete machetes stabbed stabbing axe axes",
    }
)
"""Class of a means by its word. Reporters call one thing a drone, an air strike or a missile: see APART."""

CARRIED = frozenset({"gun", "planted", "blade"})
"""Classes of what people carry, several at once."""

APART = frozenset(
    frozenset(pair.split("/"))
    for far, others in {
        "shell": "drone air missile planted gun blade",
        "planted": "drone air missile rocket gun blade",
        "gun": "drone air missile rocket blade",
        "blade": "drone air missile rocket",
    }.items()
    for pair in (f"{far}/{other}" for other in others.split())
)
"""Classes that no reporter takes for one another."""

TARGETS = _index(
    {
        "market": "market markets bazaar bazaars marketplace shop shops supermarket supermarkets mall malls "
        "superstore hypermarket store stores",
        "depot": "depot depots warehouse warehouses arsenal dump storehouse",
        "hospital": "hospital hospitals clinic clinics maternity",
        "school": "school schools university college kindergarten madrassa classroom classrooms",
        "worship": "mosque mosques church churches temple temples shrine synagogue cathedral",
        "home": "house houses home homes apartment apartments building buildings flat flats dormitory",
        "camp": "camp camps shelter shelters tents",
        "base": "base bases barracks garrison headquarters",
        "post": "outpost outposts post posts checkpoint checkpoints",
        "vehicle": "bus buses minibus train trains truck trucks car cars convoy convoys ambulance ambulances taxi",
        "port": "port ports harbour harbor ship ships vessel vessels tanker boat boats",
        "bridge": "bridge bridges tunnel tunnels",
        "power": "substation substations grid refinery refineries pipeline pipelines plant plants dam",
        "gathering": "wedding funeral procession rally concert festival mourners",
        "airport": "airport airports airfield airfields airbase runway",
        "hotel": "hotel hotels restaurant restaurants cafe bar guesthouse",
        "court": "court courthouse embassy consulate parliament ministry",
        "prison": "prison prisons jail jails",
        "station": "station stations",
    }
)
"""Class of what was hit by its word."""

SCENES = {word: name for word, name in TARGETS.items() if name != "hospital"}
"""The same where people were harmed: a hospital is where they were taken."""

GROUPS = _index(
    {
        "children": "child children childrens minor minors infant infants baby babies toddler toddlers boy "
        "boys girl girls schoolchildren schoolgirls schoolboys newborn newborns teenager "
        "teenagers kids",
        "women": "woman women",
        "medics": "medic medics paramedic paramedics doctor doctors nurse nurses",
        "rescuers": "rescuer rescuers firefighter firefighters",
        "journalists": "journalist journalists reporter reporters cameraman cameramen photographer",
        "aid workers": "humanitarians",
        "peacekeepers": "peacekeeper peacekeepers",
        "attackers": "attacker attackers assailant assailants bomber bombers perpetrator perpetrators",
        "hostages": "hostage hostages captive captives",
        "prisoners": "prisoner prisoners detainee detainees inmate inmates",
        "volunteers": "volunteer volunteers",
        "foreigners": "foreigner foreigners tourist tourists",
    }
)
"""A part of the people counted that is a population of its own."""

ARMED = _list(
    "soldier soldiers troop troops fighter fighters militant militants insurgent insurgents rebel rebels "
    "gunman gunmen terrorist terrorists militiaman militiamen commander commanders combatant combatants "
    "operative operatives serviceman servicemen paramilitary paramilitaries guerrilla guerrillas jihadist "
    "jihadists khawarij personnel marines infantrymen conscripts mercenary mercenaries extremists"
)
SOLDIERS = _list(
    "soldier soldiers troop troops serviceman servicemen servicewoman servicewomen marine marines infantryman infantrymen "
    "conscript conscripts paratrooper paratroopers airman airmen sailor sailors"
)
"""Who fights for a state, where the words tell: a rebel is none of them, and they are no rebels."""

REBELS = _list(
    "rebel rebels insurgent insurgents militant militants guerrilla guerrillas terrorist terrorists jihadist jihadists "
    "gunman gunmen extremist extremists khawarij mercenary mercenaries"
)
CIVIL = _list("civilian civilians noncombatant noncombatants")
POLICE = _list("police policeman policemen policewoman policewomen constable constables")
OFFICIALS = _list("official officials minister mayor governor diplomat diplomats")
PEOPLE = _list(
    "people person persons others other residents resident villagers villager locals passengers passenger "
    "worshippers pilgrims workers worker men man guests victims victim bodies body members family families "
    "relatives students student teachers refugees migrants farmers miners mourners shoppers patients staff "
    "citizens inhabitants dead lives shepherds fishermen protesters protestors demonstrators"
)
"""Words that say people and no more."""

RUNNING = re.compile(
    r"\b(tolls?|so far|in total|altogether|updated?|updates|latest|ongoing|continues|operations?|campaign"
    r"|offensive|since|overall|cumulative|losses|have (?:now )?been|has (?:now )?been)\b",
    re.IGNORECASE,
)
"""Words beside a figure that counts a run of fighting and not one strike."""

_WAR = "war|wars|conflict|fighting|hostilities|invasion|violence"
_MOVE = "offensive|campaign|uprising|insurgency|operation|truce|ceasefire"
_FEW = r"(?:[\w-]+ ){0,2}"
CAMPAIGN = re.compile(
    rf"\bsince (?:the |its |their |this |last |[\w’']+'s )?(?:(?:start|beginning|outbreak|onset|resumption|renewal) of "
    rf"(?:the |its |their )?)?{_FEW}(?:(?P<war>{_WAR})|(?P<move>{_MOVE}))\b"
    r"(?: (?:began|begun|started|broke out|erupted|resumed|collapsed))?"
    rf"|\b(?:in|during|throughout|over) (?:the|this) {_FEW}(?P<whole>war|conflict|insurgency|uprising|invasion)\b"
    rf"|\bso far in (?:the|this) {_FEW}(?:(?P<war_so_far>{_WAR})|(?P<move_so_far>{_MOVE}))\b"
    r"|\b(?:so far )?this (?P<year>year|month|season)\b",
    re.IGNORECASE,
)
"""Words with which a figure covers a stretch of fighting, or names that stretch: no single incident has it.

The named group that holds a word tells which stretch: see `name_stretch`.
"""

UPDATE = re.compile(
    r"\b(?:rais(?:e[sd]?|ing)|updat(?:e[sd]?|ing)|revis(?:e[sd]?|ing)|increas(?:e[sd]?|ing)|correct(?:s|ed|ing))\s+(?:\w+\s+){0,3}"
    r"(?:count|toll|figures?|number|total|tally|estimate)\b"
    r"|\b(?:count|toll|number|total|tally)\s+(?:of\s+\w+\s+)?(?:has\s+|have\s+|had\s+)?(?:rose|risen|climb(?:s|ed)?|grew|grown|fell|fallen)\b"
    r"|\b(?:new|latest|fresh) (?:count|toll|figures?|tally)\b"
    r"|\b(?:bring(?:s|ing)?|brought|tak(?:es|ing)|took) the (?:\w+ ){0,3}(?:toll|count|number|total|tally)\b",
    re.IGNORECASE,
)
"""Words that give a figure as the next one of a count told before ("raised its count")."""

_MOVED = (
    r"(?:rose|risen|rises|rising|climb(?:s|ed|ing)|grew|grown|jump(?:s|ed)|increased|reach(?:es|ed)|stood|stands|gone up|went up"
    r"|fell|fallen|dropped|was (?:raised|lowered|revised|updated|put|cut))"
)
COUNT_REACH = 160
COUNTED = re.compile(
    rf"\b(?:tolls?|numbers?|counts?|totals?|tally|figures?)\b[^.;:]{{0,110}}?\b{_MOVED}(?: (?:again|further|sharply|slightly))?"
    r"(?: (?:up|down))?(?: (?:from|to|at|past|above|by) (?:(?:at least|more than|about|nearly|over) )?[\w,-]+"
    r"(?: (?:people|persons|dead|deaths|civilians|soldiers))?){0,2},? (?:on |late |late on |early on |by )?$",
    re.IGNORECASE,
)
"""Ends before a time at which a count moved ("the death toll rose to 131 on | Tuesday")."""

SOME_OF = re.compile(r"(?:many|most|some|several|few) of (?:the|those|them|these)\b", re.IGNORECASE)
"""Some of what was counted before, without a number: no count of its own."""

SO_FAR = re.compile(r"\bso far\b|\bsince\b", re.IGNORECASE)
"""Words of a count that goes on, whatever was counted of the one attack."""

INDEFINITE = re.compile(
    r"\b(?:an?|another|a second|a third|one|two|three|four|five|several|at least \w+)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
"""Ends before a trigger that tells something new ("a drone hit", "two blasts")."""

INCREMENT = re.compile(r"\b(?:another|additional|further|more(?! than))\b", re.IGNORECASE)
"""Words of an amount that comes on top of one told before."""

FOUND = re.compile(
    r"\b(?:recover|retriev|f(?:ou|i)nd|discover|unearth|exhum|pull|dug|dig|identif|locat)\w*\b[^.;]{0,60}\b(?:bod(?:y|ies)|remains|corpses?|graves?)\b"
    r"|\b(?:bod(?:y|ies)|remains|corpses?|graves?)\b[^.;]{0,60}\b(?:recover|retriev|found|discover|unearth|exhum|pulled|dug|identif|locat)\w*",
    re.IGNORECASE,
)
"""Words for the dead being found: the time beside them is that of finding, not of death."""

DATED = re.compile(
    r"\b(?:dat(?:es?|ed|ing)(?: back)? (?:from|to)|killed in|who died in|buried (?:in|since))\b", re.IGNORECASE
)
"""Words after which the time of death stands where the dead were found later."""

DEFINITE = re.compile(r"\b(?:the|this|that|these|those|its|their|his|her)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
"""Ends before a trigger that points back at something already told ("the attack", "that second blast")."""

LAPSE = re.compile(
    r"\b(?:(?:hours?|days?|weeks?|months?|years?) (?:after|before|following)"
    r"|in (?:retaliation|response|reply|revenge|return) (?:for|to)|retaliat(?:ed|ing|ion) (?:for|against)|aveng(?:e[ds]?|ing)"
    r"|(?:revenge|reprisals?|payback) for)\b",
    re.IGNORECASE,
)
"""Words that set a force beside an earlier one: "days after an attack", "in revenge for"."""

UNNAMED = re.compile(
    r"(?:an?|two|three|four|five|six|several|neighbou?ring) (?:[\w-]+ ){0,4}?(?:villages?|towns?|city|cities|settlements?"
    r"|districts?|hamlets?|suburbs?|camps?|markets?|schools?|mosques?|church(?:es)?|cathedral|hospitals?|bases?|outposts?|prisons?|mines?"
    r"|neighbou?rhoods?|islands?|area)\b",
    re.IGNORECASE,
)
"""Begins what tells a place by its kind: "a remote village in …"."""

LAPSE_WORDS = 4
"""Words between them and the trigger of the earlier force."""

_NUMERALS = _list(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million"
)
PLAIN = PEOPLE | _list("a an the at least about around nearly some more than of to in and or its their his her other")
"""Words that tell nothing about who is counted."""

NOBODY = (
    _NUMERALS
    | (PLAIN - PEOPLE)
    | _list("other others another further additional hundreds dozens scores wounded injured hurt")
)
"""Words that count and name nobody."""

BARE = NOBODY | _list("dead killed deaths fatalities casualties no fewer less lives bodies victims")
"""Words that count and tell at most how the counted fared."""

LINKING = _list("the a an of in at for s")
"""Words that hold a name together."""

LOCAL = _list("hospital hospitals clinic mayor municipality morgue mortuary doctor doctors director medics staff")
"""Words of speakers who speak of their own town, and of those who speak for these."""

TOWN_WORDS = _list(
    "city town village capital downtown centre center suburb suburbs outskirts neighbourhood neighborhood municipality"
)
"""Words that make a name that of a town, where its division has the same name."""

NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][a-z]{3,}\b")
"""A capitalised word inside a sentence."""

CALENDAR = _list(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december president minister government ministry army police reuters united nations"
)
"""Capitalised words that name nothing in particular."""

ATTACK = _list("attack attacks attacked attacking assault incident massacre")
"""Words for force of whatever kind."""

WORD = re.compile(r"[^\W\d_]+")


def name_stretch(found: re.Match[str]) -> str:
    """Give which stretch a match of CAMPAIGN names: "war", the word for an operation in it, or the season."""
    kind = (found.lastgroup or "").removesuffix("_so_far")
    return "war" if kind in ("war", "whole") else found[found.lastgroup].casefold() if found.lastgroup else ""


def find_words(text: str) -> list[str]:
    """Give the words of a text, folded, in order; hyphens and figures part them."""
    return WORD.findall(text.casefold())


def classify(text: str, table: Mapping[str, str]) -> frozenset[str]:
    """Give the classes that the words of a text belong to, none where no word is known."""
    return frozenset(table[word] for word in find_words(text) if word in table) if text else frozenset()
