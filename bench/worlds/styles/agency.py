"""Style D: the many ways in which agencies word one thing. Rules may be tuned on it, as on A and C."""

from __future__ import annotations

from bench.worlds.scenes import Amount, Count, Holder, Scene, Style, Total

WEAPONS = {
    "drone": ("a drone", "drones", "drone"),
    "shells": ("artillery fire", "artillery shells", "artillery"),
    "missile": ("a missile", "a missile", "missile"),
    "car bomb": ("a car bomb", "a car bomb", ""),
    "gunfire": ("gunmen", "gunmen", ""),
}
NOUNS = {"civilians": ("civilian", "civilians"), "people": ("person", "people"), "fighters": ("soldier", "soldiers")}


class Agency(Style):
    """Every fact in half a dozen wordings: actives and passives, towns as subjects, participles, nouns for deeds."""

    def open(self, scene: Scene) -> str:
        if scene.town and self.random.random() < 0.3:
            return f"{scene.town.upper()}, {scene.published:%B} {scene.published.day} -- "
        return ""

    def tell_attack(self, scene: Scene) -> str:
        pick = self.random.choice
        what = self._weapon(scene)
        goal = _a(scene.target) if scene.target else pick(("a residential district", "a built-up area"))
        where = scene.town or f"the {scene.province} region"
        nation = pick(("", f", {scene.attacked.name}")) if scene.town else f" of {scene.attacked.name}"
        when = self._when(scene)
        earlier = "Earlier, " if scene.is_background else ""
        comma = "," if nation.startswith(",") else ""
        if scene.means == "gunfire":
            by = f"{scene.attacker.adjective} troops" if scene.attacker else "gunmen"
            return earlier + _up(pick((
                f"{by} opened fire on {goal} in {where}{nation}{comma}{when}.",
                f"{by} stormed {goal} in {where}{nation}{comma}{when}.",
                f"{goal} in {where}{nation}{comma} came under attack by {by}{when}.",
                f"{where}{nation}{comma} saw gunfire{when} as {by} attacked {goal}.",
            )), not earlier)  # fmt: skip
        if scene.means == "car bomb":
            return earlier + _up(pick((
                f"a car bomb went off outside {goal} in {where}{nation}{comma}{when}.",
                f"{where}{nation}{comma} was rocked by a car bomb that ripped through {goal}{when}.",
                f"a car packed with explosives blew up at {goal} in {where}{nation}{comma}{when}.",
                f"a car bombing damaged {goal} in {where}{nation}{comma}{when}.",
            )), not earlier)  # fmt: skip
        return earlier + _up(pick((
            f"{what} struck {goal} in {where}{nation}{comma}{when}.",
            f"{goal} in {where}{nation}{comma} was hit by {what}{when}.",
            f"{where}{nation}{comma} came under attack{when} when {what} hit {goal}.",
            f"{where}{nation}{comma} was struck{when} by {what}, which damaged {goal}.",
            f"{what} slammed into {goal} in {where}{nation}{comma}{when}.",
        )), not earlier)  # fmt: skip

    def tell_count(self, count: Count) -> str:
        if count.is_corrected:
            return self._tell_corrected(count)
        if count.holder is Holder.ENEMY_ARMY:
            return self._tell_enemy(count)
        if count.holder is Holder.OWN_ARMY:
            return self._tell_own(count)
        pick = self.random.choice
        who = self._holder(count)
        noun = NOUNS[count.people]
        dead, hurt = count.killed, count.injured
        if dead and hurt:
            return _up(pick((
                f"{_say(dead)} {_fit(noun, dead)} {_were(dead)} killed and {_say(hurt)} others wounded, {who} said.",
                f"{who} put the toll at {_set(dead)} dead and {_say(hurt)} injured.",
                f"{who} said it had received {_say(dead)} bodies and {_say(hurt)} wounded.",
                f"according to {who}, {_say(dead)} {_fit(noun, dead)} lost their lives and {_say(hurt)} {_were(hurt)} hurt.",
                f"{who} reported {_say(dead)} dead and {_say(hurt)} wounded.",
            )))  # fmt: skip
        if dead:
            return _up(pick((
                f"{_say(dead)} {_fit(noun, dead)} {_were(dead)} killed, {who} said.",
                f"{who} put the number of dead at {_set(dead)}.",
                f"the death toll stood at {_set(dead)}, according to {who}.",
                f"according to {who}, {_say(dead)} {_fit(noun, dead)} lost their lives.",
                f"{who} said that {_set(dead)} {_fit(noun, dead)} had died.",
                f"{who} said the number of dead had risen to {_say(dead)}." if dead.number > 3 else
                f"{who} reported {_say(dead)} dead.",
            )))  # fmt: skip
        assert hurt is not None
        return _up(pick((
            f"{_say(hurt)} {_fit(noun, hurt)} {_were(hurt)} wounded, {who} said.",
            f"{who} said it was treating {_say(hurt)} wounded {noun[1]}." if hurt.number > 1 else
            f"{who} said it was treating one wounded {noun[0]}.",
            f"according to {who}, {_say(hurt)} {_fit(noun, hurt)} {_were(hurt)} hurt.",
        )))  # fmt: skip

    def tell_total(self, total: Total) -> str:
        pick = self.random.choice
        since = f" since {total.since.day} {total.since:%B}" if total.since else pick(
            (" since the war began", " in the war so far", " since the start of the fighting", " since fighting broke out")
        )  # fmt: skip
        who = pick((f"{total.speaker.name}'s military", f"the {total.speaker.adjective} army"))
        lost = total.lost.adjective
        if total.speaker == total.lost:
            return _up(pick((
                f"{who} admits that {total.number} of its soldiers have been killed{since}.",
                f"{who} says {total.number} of its soldiers have died{since}.",
                f"{total.number} {lost} soldiers have been killed{since}, {who} says.",
            )))  # fmt: skip
        return _up(pick((
            f"{who} claims to have killed {total.number} {lost} soldiers{since}.",
            f"{total.number} {lost} soldiers have been killed{since}, {who} says.",
            f"{who} puts the number of {lost} soldiers killed{since} at {total.number}.",
        )))  # fmt: skip

    def pad(self, scene: Scene) -> str:
        return self.random.choice(
            (
                "Roads into the area were closed.",
                "The figures could not be verified.",
                f"People in {scene.town or scene.province} were told to stay indoors.",
            )
        )

    def _tell_corrected(self, count: Count) -> str:
        who = self._holder(count)
        noun = NOUNS[count.people]
        told = " and ".join(
            f"{_say(amount)} {word}" for amount, word in ((count.killed, "dead"), (count.injured, "wounded")) if amount
        )
        of = f" {count.attacked.adjective}" if count.holder is Holder.ENEMY_ARMY else ""
        first = count.killed or count.injured
        verb = "killed" if count.killed else "wounded"
        assert first is not None
        rest = f" and {_say(count.injured)} wounded" if count.killed and count.injured else ""
        return _up(self.random.choice((
            f"{who} revised its toll down to {told}{f' among{of} soldiers' if of else ''}.",
            f"{who} lowered its count to {_say(first)}{of} {_fit(noun, first)} {verb}{rest}.",
            f"{who} corrected its earlier figure, saying {_say(first)}{of} {_fit(noun, first)} {_were(first)} {verb}{rest}.",
        )))  # fmt: skip

    def _tell_enemy(self, count: Count) -> str:
        who = self._holder(count)
        adjective = count.attacked.adjective
        if not count.killed:
            assert count.injured is not None
            return _up(
                f"{who} said it had wounded {_say(count.injured)} {adjective} {_fit(NOUNS['fighters'], count.injured)}."
            )
        dead = count.killed
        rest = f" and wounded {_say(count.injured)}" if count.injured else ""
        also = f" and {_say(count.injured)} wounded" if count.injured else ""
        noun = _fit(NOUNS["fighters"], dead)
        return _up(self.random.choice((
            f"{who} claimed to have killed {_say(dead)} {adjective} {noun}{rest}.",
            f"{who} said {_say(dead)} {adjective} {noun} had been killed{also}.",
            f"{_say(dead)} {adjective} {noun} {_were(dead)} killed{also}, {who} claimed.",
        )))  # fmt: skip

    def _tell_own(self, count: Count) -> str:
        who = self._holder(count)
        if not count.killed:
            assert count.injured is not None
            return _up(f"{who} said {_say(count.injured)} of its soldiers {_were(count.injured)} wounded.")
        dead = count.killed
        also = f" and {_say(count.injured)} wounded" if count.injured else ""
        return _up(self.random.choice((
            f"{who} acknowledged having lost {_say(dead)} killed{also}.",
            f"{who} said {_say(dead)} of its soldiers {_were(dead)} killed{also}.",
            f"{who} put its losses at {_set(dead)} killed{also}.",
        )))  # fmt: skip

    def _weapon(self, scene: Scene) -> str:
        single, _, adjective = WEAPONS[scene.means]
        if not scene.attacker or not adjective:
            return single
        owner = scene.attacker.adjective
        if adjective == "artillery":
            return f"{owner} artillery fire"
        return self.random.choice((f"{_a(f'{owner} {adjective}')}", f"{_a(adjective)} fired by {owner} forces"))

    def _when(self, scene: Scene) -> str:
        if scene.day is None:
            return ""
        clock = ""
        if scene.minute is not None:
            hour, minute = divmod(scene.minute, 60)
            clock = f" at {hour % 12 or 12}:{minute:02} {'a.m.' if hour < 12 else 'p.m.'}"
            return f"{clock} on {scene.day:%B} {scene.day.day}"
        if (scene.published - scene.day).days <= 5:
            return f" on {scene.day:%A}"
        return f" on {scene.day:%B} {scene.day.day}"

    def _holder(self, count: Count) -> str:
        pick = self.random.choice
        if count.holder is Holder.HOSPITAL:
            return pick((
                f"{count.town} hospital", f"the hospital in {count.town}", f"the {count.town} hospital",
                f"the hospital of {count.town}", f"{count.town}'s hospital",
            ))  # fmt: skip
        nation = count.attacker if count.holder is Holder.ENEMY_ARMY else count.attacked
        if count.holder is Holder.MINISTRY:
            return pick((
                f"{nation.name}'s health ministry", f"the {nation.adjective} health ministry",
                f"{nation.name}'s Ministry of Health", f"the {nation.adjective} Ministry of Health",
                f"the Health Ministry of {nation.name}",
            ))  # fmt: skip
        return pick((
            f"{nation.name}'s army", f"the {nation.adjective} army", f"the {nation.adjective} military",
            f"the {nation.adjective} armed forces", f"the army of {nation.name}",
        ))  # fmt: skip


def _say(amount: Amount) -> str:
    return f"at least {amount.number}" if amount.is_least else str(amount.number)


def _set(amount: Amount) -> str:
    return f"no fewer than {amount.number}" if amount.is_least else str(amount.number)


def _fit(noun: tuple[str, str], amount: Amount) -> str:
    return noun[0] if amount.number == 1 else noun[1]


def _were(amount: Amount) -> str:
    return "was" if amount.number == 1 else "were"


def _a(words: str) -> str:
    if words == "barracks":
        return words
    return f"{'an' if words[0] in 'aeioAEIO' else 'a'} {words}"


def _up(words: str, first: bool = True) -> str:
    return words[0].upper() + words[1:] if first else words
