"""Style E: the long sentences of a newspaper's correspondent, numbers in words. Rules may be tuned on it, as on A, C and D."""

from __future__ import annotations

from datetime import date

from bench.worlds.scenes import Amount, Count, Holder, Scene, Style, Total

WEAPONS = {
    "drone": ("an explosive-laden drone", "an unmanned aircraft", "a kamikaze drone"),
    "shells": ("a salvo of artillery shells", "artillery rounds", "heavy artillery"),
    "missile": ("a cruise missile", "a ballistic missile", "a missile"),
}
TARGETS = {
    "market": ("a crowded market", "a vegetable market"),
    "school": ("a primary school", "a school"),
    "depot": ("an ammunition depot", "a fuel depot"),
    "hospital": ("a hospital", "the main hospital"),
    "mosque": ("a mosque", "the old mosque"),
    "apartment building": ("a five-storey apartment building", "an apartment block"),
    "checkpoint": ("a military checkpoint", "a checkpoint"),
    "bus": ("a passenger bus", "a bus"),
    "barracks": ("a barracks", "an army barracks"),
}
UNITS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


class Column(Style):
    """One thought a paragraph: where a place lies, what the hour was, and the source in the middle of the sentence."""

    def open(self, scene: Scene) -> str:
        if scene.town and self.random.random() < 0.4:
            return f"{scene.town.upper()}, {scene.attacked.name} — "
        return ""

    def tell_attack(self, scene: Scene) -> str:
        pick = self.random.choice
        goal = (
            pick(TARGETS[scene.target])
            if scene.target
            else pick(("a residential neighbourhood", "a densely populated quarter"))
        )
        where = self._where(scene)
        when = self._when(scene)
        lead = "In an attack some weeks earlier, " if scene.is_background else ""
        if scene.means == "gunfire":
            men = (
                f"{scene.attacker.adjective} soldiers" if scene.attacker else pick(("armed men", "unidentified gunmen"))
            )
            told = (
                f"{men} burst into {goal} in {where}{when}, firing automatic rifles, people who live nearby said.",
                f"{men} sprayed {goal} with bullets in {where}{when}.",
                f"shooting broke out{when} in {where}, where {men} had set upon {goal}.",
            )
        elif scene.means == "car bomb":
            told = (
                f"a car loaded with explosives was detonated beside {goal} in {where}{when}.",
                f"a powerful car bomb tore through {goal} in {where}{when}, sending smoke over the rooftops.",
                f"{goal} in {where} was devastated{when} by a bomb hidden in a parked car.",
            )
        else:
            what = pick(WEAPONS[scene.means])
            by = (
                f" launched by {pick((f'{scene.attacker.adjective} forces', scene.attacker.name))}"
                if scene.attacker
                else ""
            )
            told = (
                f"{what}{by} crashed into {goal} in {where}{when}, shattering windows streets away.",
                f"{goal} in {where} took a direct hit{when} from {what}{by}.",
                f"it was {what}{by} that hit {goal} in {where}{when}, according to people at the scene.",
                f"{goal} was left in ruins{when} after {what}{by} landed on it in {where}.",
            )
        words = pick(told)
        return lead + words if lead else _up(words)

    def tell_count(self, count: Count) -> str:
        if count.is_corrected:
            return self._tell_corrected(count)
        if count.holder in (Holder.OWN_ARMY, Holder.ENEMY_ARMY):
            return self._tell_army(count)
        pick = self.random.choice
        who = self._holder(count)
        noun = {"civilians": "civilians", "people": "people"}.get(count.people, count.people)
        dead, hurt = count.killed, count.injured
        if dead and hurt:
            return _up(pick((
                f"{_say(dead)} {_fit(noun, dead)} lost their lives, {who} said, and {_say(hurt)} more were being treated.",
                f"{who} had by nightfall registered {_say(dead)} deaths and {_say(hurt)} injuries.",
                f"the attack, {who} said, killed {_say(dead)} {_fit(noun, dead)} and injured {_say(hurt)}.",
            )))  # fmt: skip
        if dead:
            return _up(pick((
                f"the attack killed {_say(dead)} {_fit(noun, dead)}, {who} said.",
                f"{_say(dead)} {_fit(noun, dead)}, {who} said, {_were(dead)} killed.",
                f"{who} spoke of {_say(dead)} dead.",
                f"the bodies of {_say(dead)} {_fit(noun, dead)} had been recovered, {who} said.",
            )))  # fmt: skip
        assert hurt is not None
        return _up(pick((
            f"{_say(hurt)} {_fit(noun, hurt)}, {who} said, {_were(hurt)} injured.",
            f"{who} spoke of {_say(hurt)} wounded.",
        )))  # fmt: skip

    def tell_total(self, total: Total) -> str:
        pick = self.random.choice
        since = (
            f" since {total.since:%B} {total.since.day}"
            if total.since
            else pick((" over the course of the war", " since hostilities began", " so far in the conflict"))
        )
        who = pick((f"the {total.speaker.adjective} military", f"{total.speaker.name}'s General Staff"))
        if total.speaker == total.lost:
            return _up(f"{who} says it has lost {_number(total.number)} soldiers{since}.")
        return _up(
            f"{who} says that its troops have killed {_number(total.number)} {total.lost.adjective} soldiers{since}."
        )

    def pad(self, scene: Scene) -> str:
        return self.random.choice(
            (
                "Ambulances were still leaving the site hours afterward.",
                "Neither account could be checked independently.",
                f"Shops in {scene.town or scene.province} stayed shut the following day.",
                "Both governments traded accusations over who had broken the truce first.",
            )
        )

    def _tell_army(self, count: Count) -> str:
        pick = self.random.choice
        is_own = count.holder is Holder.OWN_ARMY
        nation = count.attacked if is_own else count.attacker
        who = pick((
            f"the {nation.adjective} army", f"{nation.name}'s military", f"a spokesman for the {nation.adjective} army",
            f"the {nation.adjective} Defense Ministry",
        ))  # fmt: skip
        dead, hurt = count.killed, count.injured
        if is_own:
            if not dead:
                return _up(f"{who} said that {_say(hurt)} of its soldiers had been wounded.")
            rest = f" and {_say(hurt)} wounded" if hurt else ""
            return _up(pick((
                f"{who} conceded that {_say(dead)} of its soldiers had been killed{rest}.",
                f"{who} acknowledged the deaths of {_say(dead)} of its soldiers{rest and ' and wounds to ' + _say(hurt)}.",
                f"{_say(dead)} of its soldiers died{rest and ' and ' + _say(hurt) + ' were wounded'}, {who} said.",
            )))  # fmt: skip
        if not dead:
            return _up(f"{who} said that {_say(hurt)} {count.attacked.adjective} soldiers had been wounded.")
        rest = f" and wounded {_say(hurt)}" if hurt else ""
        also = f" and {_say(hurt)} wounded" if hurt else ""
        return _up(pick((
            f"{who} boasted of having killed {_say(dead)} {count.attacked.adjective} soldiers{rest}.",
            f"{who} asserted that the attack had killed {_say(dead)} {count.attacked.adjective} soldiers{rest}.",
            f"{_say(dead)} {count.attacked.adjective} soldiers had been killed{also}, {who} said.",
        )))  # fmt: skip

    def _tell_corrected(self, count: Count) -> str:
        who = self._holder(count)
        of = (
            f"{count.attacked.adjective} soldiers"
            if count.holder is Holder.ENEMY_ARMY
            else {"fighters": "of its soldiers"}.get(count.people, count.people)
        )
        told = " and ".join(
            f"{_say(amount)} {of} {verb}"
            for amount, verb in ((count.killed, "killed"), (count.injured, "wounded"))
            if amount
        )
        return _up(self.random.choice((
            f"{who}, revising its earlier figure downward, now speaks of {told}.",
            f"{who} said its first count had been too high and gave a new one: {told}.",
        )))  # fmt: skip

    def _where(self, scene: Scene) -> str:
        if scene.town is None:
            return f"{scene.attacked.name}'s {scene.province} region"
        return self.random.choice((
            f"the town of {scene.town}", f"{scene.town}, in {scene.attacked.name}", f"{scene.town}",
            f"{scene.town} in the {scene.province} region of {scene.attacked.name}",
        ))  # fmt: skip

    def _when(self, scene: Scene) -> str:
        if scene.day is None:
            return ""
        ago = (scene.published - scene.day).days
        if ago > 6:
            return f" on {scene.day:%B} {scene.day.day}"
        if scene.minute is None:
            return self.random.choice((f" on {scene.day:%A}", f" on {scene.day:%B} {scene.day.day}"))
        return f" {self._tell_hour(scene.minute)} on {_name_day(scene.day)}"

    def _tell_hour(self, minute: int) -> str:
        hour = minute // 60
        exact = f"at {hour % 12 or 12}:{minute % 60:02} {'a.m.' if hour < 12 else 'p.m.'}"
        return self.random.choice(
            (exact, f"shortly before {(hour + 1) % 12 or 12} {'a.m.' if (hour + 1) % 24 < 12 else 'p.m.'}")
        )

    def _holder(self, count: Count) -> str:
        pick = self.random.choice
        if count.holder is Holder.HOSPITAL:
            return pick(
                (
                    f"doctors at {count.town} hospital",
                    f"the director of the {count.town} hospital",
                    f"the {count.town} hospital",
                )
            )
        nation = count.attacker if count.holder is Holder.ENEMY_ARMY else count.attacked
        if count.holder is Holder.MINISTRY:
            return pick(
                (
                    f"{nation.name}'s Health Ministry",
                    f"the {nation.adjective} Health Ministry",
                    f"health officials in {nation.name}",
                )
            )
        return pick((f"the {nation.adjective} army", f"{nation.name}'s military"))


def _name_day(day: date) -> str:
    return f"{day:%A}"


def _number(number: int) -> str:
    if number < 20:
        return UNITS[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return TENS[tens] + (f"-{UNITS[rest]}" if rest else "")
    return f"{number:,}"


def _say(amount: Amount | None) -> str:
    if amount is None:
        return ""
    return f"at least {_number(amount.number)}" if amount.is_least else _number(amount.number)


def _fit(noun: str, amount: Amount) -> str:
    return {"people": "person"}.get(noun, noun.removesuffix("s")) if amount.number == 1 else noun


def _were(amount: Amount) -> str:
    return "was" if amount.number == 1 else "were"


def _up(words: str) -> str:
    return words[0].upper() + words[1:]
