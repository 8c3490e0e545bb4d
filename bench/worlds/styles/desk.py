"""Style B: the longer sentences of a foreign desk. For measuring only: nothing is tuned on it."""

from __future__ import annotations

from datetime import date

from bench.worlds.scenes import Amount, Count, Holder, Scene, Style, Total

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Desk(Style):
    """What happened is told around the people it happened to; places, hours and sources stand where they fall."""

    def open(self, scene: Scene) -> str:
        return self.random.choice(("", "", "What is known so far. "))

    def tell_attack(self, scene: Scene) -> str:
        pick = self.random.choice
        spot = self._spot(scene)
        goal = f"the {scene.target}" if scene.target else pick(("a busy street", "a crowded neighbourhood"))
        weapon = {
            "drone": "an explosive-laden drone",
            "shells": "a volley of artillery shells",
            "missile": "a ballistic missile",
            "car bomb": "a car packed with explosives",
            "gunfire": "a group of gunmen",
        }[scene.means]
        deed = {
            "drone": ("crashed into", "slammed into"),
            "shells": ("rained down on", "landed on"),
            "missile": ("tore through", "slammed into"),
            "car bomb": ("blew up outside", "was detonated beside"),
            "gunfire": ("opened fire on", "stormed"),
        }[scene.means]
        if scene.attacker and scene.means in ("drone", "shells", "missile"):
            thing = {"drone": "drone", "shells": "artillery", "missile": "missile"}[scene.means]
            core = pick(
                (
                    f"{_a(scene.attacker.adjective)} {thing} strike wrecked {goal} {spot}",
                    f"{goal} {spot} came under {scene.attacker.adjective} {thing} fire",
                )
            )
        else:
            core = f"{weapon} {pick(deed)} {goal} {spot}"
        when = self._moment(scene)
        if scene.is_background:
            return (
                f"The attack recalls that of {_name_day(scene.day)}, when {core}." if scene.day else f"Earlier, {core}."
            )
        if not when:
            return f"{_up(core)}."
        return f"{_up(when)}, {core}." if self.random.random() < 0.5 else f"{_up(core)} {when}."

    def tell_count(self, count: Count) -> str:
        pick = self.random.choice
        source = self._source(count)
        late = pick(("in a corrected statement", "in a revised statement")) if count.is_corrected else ""
        source = f"{source} {late}".strip()
        who, one = {
            "civilians": ("civilians", "civilian"),
            "people": ("people", "person"),
            "fighters": ("troops", "soldier"),
        }[count.people]
        if count.holder is Holder.ENEMY_ARMY:
            lost = count.attacked.adjective
            parts = []
            if count.killed:
                parts.append(f"{_say(count.killed)} {lost} {one if count.killed.number == 1 else who} had been killed")
            if count.injured:
                more = "" if parts else f" {lost} {one if count.injured.number == 1 else who}"
                parts.append(f"{_say(count.injured)}{more} {'' if parts else 'had been '}wounded")
            return f"{_up(source)} claimed that {' and '.join(parts)}."
        if count.killed and count.injured:
            dead = f"{_say(count.killed)} {one if count.killed.number == 1 else who}"
            return pick(
                (
                    f"According to {source}, {dead} died and {_say(count.injured)} suffered injuries.",
                    f"{_up(source)} spoke of {dead} killed and {_say(count.injured)} wounded.",
                )
            )
        if count.killed:
            dead = f"{_say(count.killed)} {one if count.killed.number == 1 else who}"
            lost = "lost their lives" if count.killed.number > 1 else "lost their life"
            return pick(
                (
                    f"According to {source}, {dead} {lost}.",
                    f"The attack left {dead} dead, {source} announced.",
                    f"{_up(source)} put the number of {who} killed at {_say(count.killed)}.",
                )
            )
        hurt = count.injured or Amount(0, is_least=False)
        some = f"{_say(hurt)} {one if hurt.number == 1 else who}"
        return pick(
            (
                f"{_up(some)} suffered injuries, according to {source}.",
                f"{_up(source)} told reporters that {some} had been wounded.",
            )
        )

    def tell_total(self, total: Total) -> str:
        start = f"since the war broke out on {_name_day(total.since)}" if total.since else "so far"
        if total.speaker == total.lost:
            return f"{_up(_ministry(total.speaker.adjective))} acknowledges having lost {total.number:,} soldiers killed {start}."
        return (
            f"{_up(_ministry(total.speaker.adjective))} claims that {total.number:,} {total.lost.adjective} soldiers have been "
            f"killed {start}."
        )

    def pad(self, scene: Scene) -> str:
        return self.random.choice(
            (
                "Shopkeepers swept up broken glass while children looked on.",
                f"Many in {scene.town or scene.province} spent the night in cellars.",
                "None of this could be checked on the spot.",
                "Schools will stay closed for the rest of the week.",
                "The mayor called for calm.",
            )
        )

    def _spot(self, scene: Scene) -> str:
        if not scene.town:
            return f"somewhere in {scene.province}, {scene.attacked.name}"
        return self.random.choice(
            (
                f"in the {scene.attacked.adjective} town of {scene.town}",
                f"in {scene.town}",
                f"in {scene.town} in {scene.attacked.name}'s {scene.province} region",
            )
        )

    def _moment(self, scene: Scene) -> str:
        if not scene.day:
            return ""
        ago = (scene.published - scene.day).days
        if scene.minute is not None:
            hour = scene.minute // 60
            clock = f"at {(hour - 1) % 12 + 1}:{scene.minute % 60:02} {'a.m.' if hour < 12 else 'p.m.'} "
        else:
            clock = ""
        if ago <= 4 and self.random.random() < 0.6:
            return f"{clock}on {scene.day:%A}"
        return f"{clock}on {_name_day(scene.day)}"

    def _source(self, count: Count) -> str:
        pick = self.random.choice
        if count.holder is Holder.HOSPITAL:
            return pick((f"doctors at {count.town} hospital", f"the main hospital in {count.town}"))
        if count.holder is Holder.MINISTRY:
            return pick((f"health officials in {count.attacked.name}", f"{count.attacked.name}'s Ministry of Health"))
        nation = count.attacked if count.holder is Holder.OWN_ARMY else count.attacker
        return pick(
            (_ministry(nation.adjective), f"{nation.name}'s military", f"{_a(nation.adjective)} army spokesman")
        )


def _ministry(adjective: str) -> str:
    return f"the {adjective} Defence Ministry"


def _say(amount: Amount) -> str:
    number = _WORDS[amount.number] if 0 < amount.number < 10 else f"{amount.number:,}"
    return f"no fewer than {number}" if amount.is_least else number


def _name_day(day: date | None) -> str:
    return f"{day:%B} {day.day}" if day else ""


def _a(words: str) -> str:
    return f"{'an' if words[0] in 'AEIO' else 'a'} {words}"


def _up(words: str) -> str:
    return words[0].upper() + words[1:]
