"""Style A: the plain sentences of a news agency. Rules may be tuned on it."""

from __future__ import annotations

from bench.worlds.scenes import Amount, Count, Holder, Scene, Style, Total

WEAPONS = {
    "drone": ("A drone", "hit", "{adj} drone"),
    "shells": ("Artillery shells", "hit", "{adj} artillery"),
    "missile": ("A missile", "struck", "{adj} missile"),
    "car bomb": ("A car bomb", "exploded near", ""),
    "gunfire": ("Gunmen", "attacked", ""),
}

NOUNS = {"civilians": ("civilian", "civilians"), "people": ("person", "people"), "fighters": ("soldier", "soldiers")}


class Wire(Style):
    """Subject, verb, object; the source at the end or the beginning of the sentence."""

    def open(self, scene: Scene) -> str:
        if scene.town and self.random.random() < 0.3:
            return f"{scene.town.upper()}, {scene.published:%b} {scene.published.day} - "
        return ""

    def tell_attack(self, scene: Scene) -> str:
        random = self.random
        subject, verb, owned = WEAPONS[scene.means]
        if scene.attacker and owned:
            subject = random.choice(
                (
                    _article(owned.format(adj=scene.attacker.adjective)),
                    f"{scene.attacker.adjective} forces",
                )
            )
            verb = "hit" if "forces" not in subject else "attacked"
            tail = f" with {_plural(scene.means)}" if "forces" in subject else ""
        else:
            tail = ""
        target = _article(scene.target).lower() if scene.target else "a residential area"
        where = self._where(scene)
        when = self._when(scene)
        words = f"{subject} {verb} {target} in {where}{when}{tail}."
        return f"In an earlier attack, {_lower(words)}" if scene.is_background else words

    def tell_count(self, count: Count) -> str:
        random = self.random
        who = self._holder(count)
        noun = NOUNS[count.people]
        if count.holder is Holder.ENEMY_ARMY:
            done = [
                f"{verb} {_number(amount)} {count.attacked.adjective} {_fit(noun, amount)}"
                for verb, amount in (("killed", count.killed), ("wounded", count.injured))
                if amount
            ]
            return f"{who} said it {' and '.join(done)}{self._corrected(count)}."
        is_own = count.holder is Holder.OWN_ARMY
        told = []
        for amount, verb in ((count.killed, "killed"), (count.injured, random.choice(("injured", "wounded")))):
            if amount:
                people = f" of its {noun[1]}" if is_own else f" {_fit(noun, amount)}"
                told.append(f"{_number(amount)}{'' if told else people} {_were(amount)} {verb}")
        words = " and ".join(told)
        if random.random() < 0.35 and not count.is_corrected:
            return f"{words[0].upper()}{words[1:]}, {_lower(who)} said."
        return f"{who} said {words}{self._corrected(count)}."

    def tell_total(self, total: Total) -> str:
        since = f" since {total.since.day} {total.since:%B}" if total.since else ""
        if total.speaker == total.lost:
            return f"{total.speaker.name}'s army said {total.number} of its soldiers have been killed so far{since}."
        return f"{total.speaker.name}'s army said it has killed {total.number} {total.lost.adjective} soldiers so far{since}."

    def pad(self, scene: Scene) -> str:
        return self.random.choice(
            (
                f"Residents of {scene.town or scene.province} described scenes of panic.",
                "Rescue workers were still at the scene hours later.",
                f"The government of {scene.attacked.name} has not commented.",
                "Power was cut in several districts.",
                "The reports could not be independently verified.",
            )
        )

    def _where(self, scene: Scene) -> str:
        if scene.town is None:
            return f"{scene.attacked.name}'s {scene.province} province"
        if self.random.random() < 0.5:
            return f"{scene.town}"
        return f"{scene.town}, {scene.attacked.name}"

    def _when(self, scene: Scene) -> str:
        if scene.day is None:
            return ""
        clock = ""
        if scene.minute is not None:
            clock = f" at {scene.minute // 60:02}:{scene.minute % 60:02}"
        if (scene.published - scene.day).days <= 5 and self.random.random() < 0.7:
            return f" on {scene.day:%A}{clock}"
        return f" on {scene.day.day} {scene.day:%B}{clock}"

    def _holder(self, count: Count) -> str:
        if count.holder is Holder.HOSPITAL:
            return self.random.choice((f"{count.town} hospital", f"The hospital in {count.town}"))
        nation = count.attacker if count.holder is Holder.ENEMY_ARMY else count.attacked
        if count.holder is Holder.MINISTRY:
            return self.random.choice((f"{nation.name}'s health ministry", f"The {nation.adjective} health ministry"))
        return self.random.choice((f"{nation.name}'s army", f"The {nation.adjective} army"))

    def _corrected(self, count: Count) -> str:
        return ", correcting an earlier count" if count.is_corrected else ""


def _number(amount: Amount | None) -> str:
    if amount is None:
        return ""
    return f"at least {amount.number}" if amount.is_least else str(amount.number)


def _fit(noun: tuple[str, str], amount: Amount) -> str:
    return noun[0] if amount.number == 1 else noun[1]


def _were(amount: Amount) -> str:
    return "was" if amount.number == 1 else "were"


def _article(words: str) -> str:
    return words if words.endswith(("artillery", "barracks")) else f"{'An' if words[0] in 'aeioAEIO' else 'A'} {words}"


def _plural(means: str) -> str:
    return {"drone": "drones", "shells": "artillery shells", "missile": "missiles"}[means]


def _lower(words: str) -> str:
    return words[0].lower() + words[1:] if words.startswith(("The ", "A ", "An ", "Artillery", "Gunmen")) else words
