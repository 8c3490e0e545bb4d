"""The only reader of the tables that tell who speaks: parts of speech, cue words, nouns for people and bodies, given names."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

FILES = ("parts.tsv", "cues.toml", "nouns.toml", "givennames.toml", "words.toml")


@dataclass(frozen=True, slots=True)
class Parts:
    """Shares in [0, 1] of parts of speech: by word, by ending of a rare word, overall, and after another part."""

    words: Mapping[str, Mapping[str, float]]
    suffixes: Mapping[str, Mapping[str, float]]
    common: Mapping[str, float]
    after: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Cues:
    """Words of saying. `say` and `act` lead from a verb form to the first form of its line ("said" → "say")."""

    say: Mapping[str, str]
    act: Mapping[str, str]
    weak: frozenset[str]
    strict: frozenset[str]
    document: frozenset[str]
    issue: frozenset[str]
    goes_on: frozenset[str]
    answers: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    hearsay: tuple[tuple[str, ...], ...]
    office_verbs: Mapping[str, str]
    meets: frozenset[str]
    notice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nouns:
    """Nouns for people, bodies and things in the singular, with their class, and what else each may stand for.

    `single` leads from a plural form to its noun, `written_out` from "gen" to "general".
    """

    person: Mapping[str, str]
    body: Mapping[str, str]
    thing: frozenset[str]
    places: frozenset[str]
    mute: frozenset[str]
    titles: frozenset[str]
    honorifics: frozenset[str]
    written_out: Mapping[str, str]
    designations: Mapping[str, str]
    gender: Mapping[str, str]
    single: Mapping[str, str]
    person_is: Mapping[str, frozenset[str]]
    body_is: Mapping[str, frozenset[str]]
    thing_is: Mapping[str, frozenset[str]]
    class_is: Mapping[str, frozenset[str]]


def _read(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8")


@cache
def _toml(name: str) -> dict[str, Any]:  # what an editor wrote: shapes are checked by the schema test
    return tomllib.loads(_read(name))


@cache
def digest() -> str:
    """The version of these tables: the first 16 hex digits of the SHA-256 over them in the order of FILES."""
    return hashlib.sha256("\x00".join(map(_read, FILES)).encode()).hexdigest()[:16]


@cache
def load_parts() -> Parts:
    """Give the lexicon of parts of speech that `lab/lexicon.py` built."""
    words: dict[str, dict[str, float]] = {}
    suffixes: dict[str, dict[str, float]] = {}
    common: dict[str, float] = {}
    after: dict[str, dict[str, float]] = {}
    for line in _read("parts.tsv").splitlines():
        what, key, value = line.split("\t")
        if what == "part":
            common[key] = int(value) / 1e6
        elif what == "after":
            after[key] = {pair[0]: int(pair[1:]) / 1e5 for pair in value.split()}
        else:
            row = {pair[0]: int(pair[1:]) / 100 for pair in value.split()}
            (words if what == "word" else suffixes)[key] = row
    return Parts(words, suffixes, common, after)


def _forms(lines: str) -> dict[str, str]:
    return {form: line.split()[0] for line in lines.strip().splitlines() for form in line.split()}


def _wordings(lines: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Give phrases as words, longest first, so that the first that fits is the one meant."""
    return tuple(sorted({tuple(line.split()) for line in lines if line.strip()}, key=lambda w: (-len(w), w)))


@cache
def load_cues() -> Cues:
    """Give the words of saying."""
    table = _toml("cues.toml")
    return Cues(
        say=_forms(table["say"]),
        act=_forms(table["act"]),
        weak=frozenset(table["weak"].split()),
        strict=frozenset(table["strict"].split()),
        document=frozenset(table["document"].split()),
        issue=frozenset(table["issue"].split()),
        goes_on=frozenset(table["goes_on"].split()),
        answers=frozenset(table["answers"].split()),
        according=_wordings(table["according"]),
        hearsay=_wordings(table["hearsay"]),
        meets=frozenset(table["meets"].split()),
        notice=tuple(table["notice"]),
        office_verbs=dict(pair.split("=") for pair in table["office_verbs"].split()),
    )


def _classes(table: Mapping[str, str]) -> dict[str, str]:
    """Give noun → class; a noun in several classes keeps the first."""
    found: dict[str, str] = {}
    for name, words in table.items():
        for word in words.split():
            found.setdefault(word, name)
    return found


def _plurals(noun: str) -> tuple[str, ...]:
    if noun.endswith(("s", "x", "ch", "sh")):
        return (f"{noun}es",)
    return (f"{noun}s", f"{noun[:-1]}ies") if noun.endswith("y") else (f"{noun}s",)


def _sets(table: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in table.items()}


@cache
def load_nouns() -> Nouns:
    """Give the nouns that stand for somebody or something."""
    table = _toml("nouns.toml")
    person, body = _classes(table["person"]), _classes(table["body"])
    is_person, is_body, is_thing = (_sets(table[name]) for name in ("is_person", "is_body", "is_thing"))
    thing = {*is_thing, *(w for words in is_thing.values() for w in words)}
    every = {*person, *body, *thing, *table["places"]["nouns"].split()}
    single = {form: noun for noun in sorted(every) for form in _plurals(noun)}
    return Nouns(
        person=person,
        body=body,
        thing=frozenset(thing),
        places=frozenset(table["places"]["nouns"].split()),
        mute=frozenset(table["mute"]["nouns"].split()),
        titles=frozenset(table["title"]["words"].split()),
        honorifics=frozenset(table["title"]["honorifics"].split()),
        written_out={word: noun for noun, words in table["abbreviation"].items() for word in words.split()},
        designations={word: thing for thing, words in table["designation"].items() for word in words.split()},
        gender={w: sex[0] for sex, words in table["gender"].items() for w in words.split()},
        single={**single, **table["plural"]},
        person_is=is_person,
        body_is=is_body,
        thing_is=is_thing,
        class_is=_sets(table["class_is"]),
    )


@cache
def load_words(heading: str, name: str) -> frozenset[str]:
    """Give one of the small sets of words.toml."""
    return frozenset(_toml("words.toml")[heading][name].split())


@cache
def load_pronouns() -> Mapping[str, tuple[str, str, str]]:
    """Give pronoun → nature, number ("s", "p", "" for both), gender."""
    told = {
        "he": ("person", "s", "m"),
        "she": ("person", "s", "f"),
        "it": ("body", "s", ""),
        "they": ("people", "p", ""),
        "self": ("self", "", ""),
        "pair": ("pair", "p", ""),
    }
    return {word: told[group] for group, words in _toml("words.toml")["pronouns"].items() for word in words.split()}


@cache
def load_given_names() -> Mapping[str, str]:
    """Give lower-case given name → "f" or "m"."""
    return {name.lower(): sex[0] for sex, names in _toml("givennames.toml").items() for name in names.split()}
