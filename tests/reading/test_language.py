from __future__ import annotations

import pytest

from counterclaim.reading.language import detect_language

CASES = [
    ("en", "The ministry said on Friday that nine of its soldiers were killed near the border."),
    (
        "en",
        "Nine killed in the shelling of a village. “Nous ne savons pas encore”, a resident said of it.",
    ),
    ("fr", "Le ministère a déclaré vendredi que neuf soldats ont été tués dans une attaque près de la frontière."),
    ("es", "El ministerio informó el viernes que nueve soldados murieron en un ataque cerca de la frontera."),
    (
        "pt",
        "O ministério informou na sexta-feira que nove soldados foram mortos em um ataque, não há mais dados.",
    ),
    (
        "de",
        "Das Ministerium teilte am Freitag mit, dass neun Soldaten bei einem Angriff auf den Posten getötet wurden.",
    ),
    (
        "it",
        "Il ministero ha dichiarato venerdì che nove soldati sono stati uccisi in un attacco vicino alla frontiera.",
    ),
    (
        "tr",
        "Bakanlık cuma günü yaptığı açıklamada, bir saldırıda dokuz askerin öldüğünü ve çok sayıda yaralı olduğunu bildirdi.",
    ),
    (
        "id",
        "Kementerian itu mengatakan bahwa sembilan tentara tewas dalam serangan dan yang lain terluka.",
    ),
    ("ru", "Министерство сообщило в пятницу, что девять военных погибли, были и раненые, когда это случилось."),
    ("uk", "Міністерство повідомило у п’ятницю, що дев’ятеро військових загинули поблизу кордону."),
    ("ar", "قالت الوزارة يوم الجمعة إن تسعة من جنودها قتلوا في هجوم قرب الحدود."),
    ("fa", "وزارت دفاع روز جمعه گفت که نه سرباز در حمله‌ای نزدیک مرز کشته شدند و چند نفر زخمی شدند."),
    ("ur", "وزارت نے جمعہ کو کہا کہ سرحد کے قریب حملے میں نو فوجی ہلاک ہوئے ہیں اور کئی زخمی ہیں۔"),
    ("ps", "وزارت وویل چې د جمعې په ورځ د سرحد سره نږدې په برید کې نهه سرتیري ووژل شول او ټپیان هم شته."),
    ("he", "המשרד הודיע ביום שישי כי תשעה חיילים נהרגו בהתקפה ליד הגבול."),
    ("hi", "मंत्रालय ने शुक्रवार को कहा कि सीमा के पास हमले में नौ सैनिक मारे गए।"),
    ("zh", "该部周五表示，九名士兵在边境附近的一次袭击中丧生。"),
    ("ja", "同省は金曜日、国境付近の攻撃で兵士九人が死亡したと発表した。"),
    (None, "Nine killed"),
    (None, "12 34 56 — 78"),
    (None, ""),
]


@pytest.mark.parametrize(("language", "text"), CASES)
def test_the_language_of_a_text(language: str | None, text: str) -> None:
    assert detect_language(text) == language


def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    assert detect_language("The army said that it was there. " * 300_000) == "en"
