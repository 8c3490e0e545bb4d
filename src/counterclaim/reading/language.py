"""In which language a text is written, from its script and its commonest words. Doubt is None, never a guess."""

from __future__ import annotations

import re
from collections import Counter

# What is looked at: enough for a sure answer, the same cost for a page and for a book.
SAMPLE = 20_000

_WORDS = {
    "en": "the of and to in that was for on with said has were from by have had are at after his its which who",
    "fr": "le la les des et du une dans est qui que pour sur par avec au pas ont été selon aux ses ce",
    "es": "el los las y del que una por con para en se su al más fue según como han pero sus",
    "pt": "o os as e do da dos das não uma em que para com por ao no na foi mais segundo são",
    "it": "il gli di che e della una per con nel sono del è dei al le alla secondo stato più",
    "de": "der die und das den von mit ist des auf für im dem nicht ein eine sich nach wurden auch",
    "nl": "de het een van en dat op te zijn met voor niet aan door bij ook naar volgens werd",
    "pl": "w na z się że do nie jest o po przez jak od za oraz dla został są według",
    "cs": "se na v že je z do podle o pro jsou jako za byl ve po také však není",
    "ro": "și de la cu în care pe din o au fost este pentru mai nu că un prin după",
    "hu": "a az és hogy nem egy is volt szerint meg azt már csak után ami még ezt",
    "tr": "ve bir bu için ile olarak da de olan daha çok gibi sonra olduğunu kadar değil göre",
    "sv": "och att det som en på är av för med till den har inte om ett var från enligt",
    "da": "og at det som en på er af for med til den har ikke om et var fra ifølge blev",
    "no": "og at det som en på er av for med til den har ikke om et var fra ifølge ble",
    "fi": "ja on että ei oli ovat se kun mutta joka myös sekä mukaan hän olivat sitä ole",
    "id": "yang dan di dengan untuk dari ini itu pada dalam tidak akan oleh telah ke juga kata",
    "vi": "và của là có được cho không các trong một người với đã những này tại theo",
    "sw": "ya na wa kwa ni katika la za kuwa cha hiyo huo watu alisema hao kama baada",
    "so": "iyo oo ka ku ee ah la uu in waa ayaa soo aan sheegay laga waxay",
    "ha": "da na a ta ya ba an su sun ce cewa don kuma wannan wani daga sai",
    "hr": "i je u na se da su za od koji što nije kao iz o bi ali prema",
    "sq": "të e në dhe që për me një nga është ka janë më se u kanë",
    "az": "və bu bir üçün ilə də da olan ki edib olub sonra deyib",
    "ku": "û li di de ji bi ku ev jî hatin kirin dibe wê",
    "tl": "ang ng sa na mga at ay ni si hindi para ito kay",
}
_LISTED = {language: frozenset(words.split()) for language, words in _WORDS.items()}

_SCRIPTS = {
    "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff", "cyrillic": "\u0400-\u052f",
    "arabic": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufeff",
    "he": "\u0590-\u05ff", "el": "\u0370-\u03ff", "hy": "\u0530-\u058f", "ka": "\u10a0-\u10ff", "hi": "\u0900-\u097f",
    "bn": "\u0980-\u09ff", "pa": "\u0a00-\u0a7f", "gu": "\u0a80-\u0aff", "ta": "\u0b80-\u0bff", "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff", "ml": "\u0d00-\u0d7f", "si": "\u0d80-\u0dff", "th": "\u0e00-\u0e7f", "lo": "\u0e80-\u0eff",
    "my": "\u1000-\u109f", "km": "\u1780-\u17ff", "am": "\u1200-\u137f", "ko": "\uac00-\ud7af", "ja": "\u3040-\u30ff",
    "zh": "\u4e00-\u9fff",
}  # fmt: skip
_COUNTED = {script: re.compile(f"[{letters}]") for script, letters in _SCRIPTS.items()}
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
# Letters that only one of the languages of a script uses; the first that the text holds often enough decides.
_TELLING = {
    "arabic": (("ps", "ټډړښځڅېۍ"), ("ur", "ٹڈڑےںھ"), ("fa", "پچژگکی")),
    "cyrillic": (("uk", "іїєґ"), ("ru", "ыэё"), ("sr", "ђјљњћџ"), ("kk", "әғқңөұүһ"), ("bg", "ъщ")),
}
_OTHERWISE = {"arabic": "ar", "cyrillic": "ru"}
_WORD = re.compile(r"[^\W\d_]+")


def detect_language(text: str) -> str | None:
    """Give the ISO 639-1 code of the language that most of the text is in, None where too little of it tells.

    English wins ties: a report in English with foreign names and quotes is English.
    """
    sample = text[:SAMPLE]
    strange = "".join(_BEYOND_ASCII.findall(sample))
    letters = {script: len(pattern.findall(strange)) for script, pattern in _COUNTED.items()}
    letters["latin"] = len(_COUNTED["latin"].findall(sample))
    letters["ja"] = letters["ja"] * 3 if letters["ja"] > letters["zh"] / 8 else 0
    script = max(letters, key=lambda name: (letters[name], name == "latin"))
    if letters[script] < 8:
        return None
    if script == "latin":
        return _by_words(sample)
    if script in _TELLING:
        return _by_letters(sample, script, letters[script])
    return script


def _by_words(sample: str) -> str | None:
    counts = Counter(word.lower() for word in _WORD.findall(sample))
    hits = {language: sum(counts[word] for word in words) for language, words in sorted(_LISTED.items())}
    best = max(hits, key=lambda language: (hits[language], language == "en"))
    if best == "en" or hits[best] < 2 * hits["en"]:
        return "en" if hits["en"] >= 2 else None
    is_sure = hits[best] >= 4 and hits[best] >= 0.1 * sum(counts.values())
    return best if is_sure else None


def _by_letters(sample: str, script: str, total: int) -> str:
    for language, telling in _TELLING[script]:
        if sum(sample.count(letter) for letter in telling) >= max(2, 0.01 * total):
            return language
    return _OTHERWISE[script]
