"""Style C: the loose sentences of a radio bulletin, with nouns for deeds. Rules may be tuned on it, as on A."""

from __future__ import annotations

from bench.worlds.scenes import Amount, Count, Holder, Scene, Style, Total


class Radio(Style):
    """Deeds are nouns ("the shelling of …"), the dead come before or after their source, the attack is named again."""

    def open(self, scene: Scene) -> str:
        return self.random.choice(("", "Good evening. "))

    def tell_attack(self, scene: Scene) -> str:
        pick = self.random.choice
        deed = {
            "drone": pick(("drone attack", "drone strike")),
            "shells": pick(("artillery shelling", "artillery attack")),
            "missile": pick(("missile strike", "missile attack")),
            "car bomb": pick(("car bombing", "car bomb blast")),
            "gunfire": pick(("shooting", "gun attack")),
        }[scene.means]
        goal = f"a {scene.target}" if scene.target else "a built-up area"
        owner = (
            f"{scene.attacker.adjective} " if scene.attacker and scene.means in ("drone", "shells", "missile") else ""
        )
        place = scene.town or f"the {scene.province} area"
        nation = f" in {scene.attacked.name}" if pick((True, False)) else ""
        when = self._when(scene)
        if scene.is_background:
            return f"An earlier {owner}{deed} damaged {goal} in {place}{nation}{when}."
        return pick(
            (
                f"There has been {_a(owner + deed)} on {goal} in {place}{nation}{when}.",
                f"{_up(_a(owner + deed))} destroyed {goal} in {place}{nation}{when}.",
                f"{_up(place)}{nation} was the scene of {_a(owner + deed)} that damaged {goal}{when}.",
            )
        )

    def tell_count(self, count: Count) -> str:
        pick = self.random.choice
        source = self._source(count)
        noun = {"civilians": "civilians", "people": "people", "fighters": "soldiers"}[count.people]
        revised = " That replaces an earlier figure." if count.is_corrected else ""
        own = f"{count.attacked.adjective} " if count.holder is Holder.ENEMY_ARMY else ""
        told = []
        if count.killed:
            told.append(f"{_say(count.killed)} {own}{_fit(noun, count.killed)} dead")
        if count.injured:
            told.append(f"{_say(count.injured)} {'' if told else own + _fit(noun, count.injured) + ' '}hurt")
        words = " and ".join(told)
        if count.is_corrected:
            return f"{_up(source)} now counts {words}, lower than first announced."
        return pick(
            (
                f"The attack left {words}, {source} says.",
                f"{_up(source)} reports {words} in the attack.",
                f"{_up(source)} counts {words}.",
            )
        ) + revised  # fmt: skip

    def tell_total(self, total: Total) -> str:
        since = f" since {total.since:%B} {total.since.day}" if total.since else " in the war so far"
        return f"{total.speaker.name}'s army speaks of {total.number} {total.lost.adjective} soldiers killed{since}."

    def pad(self, scene: Scene) -> str:
        return self.random.choice(
            (
                "Traffic was stopped for hours.",
                "Neighbours helped to clear the rubble.",
                "Prices rose again in the capital.",
            )
        )

    def _when(self, scene: Scene) -> str:
        if scene.day is None:
            return ""
        ago = (scene.published - scene.day).days
        clock = f" at {scene.minute // 60}:{scene.minute % 60:02}" if scene.minute is not None else ""
        if ago == 1 and not clock:
            return " yesterday"
        return f" on {scene.day:%A}{clock}" if ago < 6 else f" on {scene.day:%B} {scene.day.day}{clock}"

    def _source(self, count: Count) -> str:
        if count.holder is Holder.HOSPITAL:
            return self.random.choice((f"the hospital in {count.town}", f"{count.town} hospital"))
        if count.holder is Holder.MINISTRY:
            return f"the health ministry of {count.attacked.name}"
        nation = count.attacked if count.holder is Holder.OWN_ARMY else count.attacker
        return self.random.choice((f"the {nation.adjective} army", f"the {nation.adjective} military"))


def _say(amount: Amount) -> str:
    return f"at least {amount.number}" if amount.is_least else str(amount.number)


def _fit(noun: str, amount: Amount) -> str:
    return {"people": "person"}.get(noun, noun.removesuffix("s")) if amount.number == 1 else noun


def _a(words: str) -> str:
    return words if words.endswith("shelling") else f"{'an' if words[0] in 'aeioAEIO' else 'a'} {words}"


def _up(words: str) -> str:
    return words[0].upper() + words[1:]
