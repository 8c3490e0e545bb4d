"""What a style is given to put into words: a scene with what the outlet knows of it, and counts with who gives them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from random import Random


@dataclass(frozen=True)
class Nation:
    """A state as reports name it."""

    name: str
    adjective: str


class Holder(StrEnum):
    """Who gives a count: the hospital of the town, the attacked state's health ministry, either army."""

    HOSPITAL = "hospital"
    MINISTRY = "ministry"
    OWN_ARMY = "own army"
    ENEMY_ARMY = "enemy army"


@dataclass(frozen=True)
class Scene:
    """An attack as one report tells it; None is what the report leaves out. `day` is a past day for a background paragraph.

    `means` is one of drone, shells, missile, car bomb, gunfire; `target` a noun such as market.
    """

    town: str | None
    province: str
    attacked: Nation
    attacker: Nation | None
    means: str
    target: str | None
    day: date | None
    minute: int | None
    published: date
    is_background: bool


@dataclass(frozen=True)
class Amount:
    """A number as the outlet prints it. `is_least` asks for words such as "at least"."""

    number: int
    is_least: bool


@dataclass(frozen=True)
class Count:
    """What one holder says on a scene: dead, injured or both. `people` is civilians, people or fighters (soldiers)."""

    holder: Holder
    town: str
    attacked: Nation
    attacker: Nation
    people: str
    killed: Amount | None
    injured: Amount | None
    is_corrected: bool


@dataclass(frozen=True)
class Total:
    """A running total of soldiers of `lost` killed, as `speaker` gives it; `since` where the words tell a start."""

    speaker: Nation
    lost: Nation
    number: int
    since: date | None


class Style(ABC):
    """One way of writing news. Every method gives one sentence; chance comes from `random` alone."""

    def __init__(self, random: Random) -> None:
        self.random = random

    @abstractmethod
    def open(self, scene: Scene) -> str:
        """Give what stands before the first sentence: "" or a dateline."""

    @abstractmethod
    def tell_attack(self, scene: Scene) -> str:
        """Say that it happened, with no more than the scene knows."""

    @abstractmethod
    def tell_count(self, count: Count) -> str:
        """Say what the holder counts."""

    @abstractmethod
    def tell_total(self, total: Total) -> str:
        """Say what a side counts since the war began."""

    @abstractmethod
    def pad(self, scene: Scene) -> str:
        """Give a sentence that counts nothing and tells of no attack."""
