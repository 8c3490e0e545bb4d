"""Exchange the names of countries, peoples and capitals in a document for others, so that no side is known by heart."""

from __future__ import annotations

import random
import re

from counterclaim.reading.tokens import split_words

from .data import Document, Event, Sentence, to_words

# (country, adjective or people, capital): single words only, so that spans keep their shape.
NAMES = [
    tuple(row.split())
    for row in """Afghanistan Afghan Kabul|Pakistan Pakistani Islamabad|India Indian Delhi|Iraq Iraqi Baghdad|Iran Iranian Tehran|Israel Israeli Jerusalem
Syria Syrian Damascus|Lebanon Lebanese Beirut|Turkey Turkish Ankara|Egypt Egyptian Cairo|Jordan Jordanian Amman|Yemen Yemeni Sanaa|Russia Russian Moscow|Ukraine Ukrainian Kyiv
Georgia Georgian Tbilisi|Armenia Armenian Yerevan|Azerbaijan Azerbaijani Baku|Serbia Serbian Belgrade|Bosnia Bosnian Sarajevo|Croatia Croatian Zagreb|Sudan Sudanese Khartoum|Ethiopia Ethiopian Addis
Eritrea Eritrean Asmara|Somalia Somali Mogadishu|Kenya Kenyan Nairobi|Uganda Ugandan Kampala|Rwanda Rwandan Kigali|Burundi Burundian Gitega|Congo Congolese Kinshasa|Chad Chadian Ndjamena
Mali Malian Bamako|Niger Nigerien Niamey|Nigeria Nigerian Abuja|Cameroon Cameroonian Yaounde|Libya Libyan Tripoli|Algeria Algerian Algiers|Morocco Moroccan Rabat|Tunisia Tunisian Tunis
China Chinese Beijing|Japan Japanese Tokyo|Thailand Thai Bangkok|Cambodia Cambodian Phnom|Myanmar Burmese Naypyidaw|Philippines Filipino Manila|Indonesia Indonesian Jakarta|Nepal Nepalese Kathmandu
Bangladesh Bangladeshi Dhaka|Colombia Colombian Bogota|Venezuela Venezuelan Caracas|Ecuador Ecuadorian Quito|Peru Peruvian Lima|Mexico Mexican Mexico|Haiti Haitian Haiti|Cuba Cuban Havana
France French Paris|Germany German Berlin|Italy Italian Rome|Spain Spanish Madrid|Greece Greek Athens|Poland Polish Warsaw|Qatar Qatari Doha|Kuwait Kuwaiti Kuwait|Mozambique Mozambican Maputo|Zimbabwe Zimbabwean Harare""".replace("\n", "|").split("|")
]
PEOPLE = {row[1] for row in NAMES}
FORMS = {name: (n, form) for n, row in enumerate(NAMES) for form, name in enumerate(row)}
PATTERN = re.compile(r"\b(" + "|".join(sorted(FORMS, key=len, reverse=True)) + r")(s?)\b")


def swap_names(document: Document, rng: random.Random) -> Document:
    """Give the document with each of the known countries exchanged for another, everywhere alike."""
    order = list(range(len(NAMES)))
    rng.shuffle(order)
    return Document(document.id, [_swap(s, order) for s in document.sentences])


def _swap(sentence: Sentence, order: list[int]) -> Sentence:
    text = ""
    at = 0
    moves: list[tuple[int, int, int, int]] = []
    for m in PATTERN.finditer(sentence.text):
        n, form = FORMS[m[1]]
        new = NAMES[order[n]][form] + m[2]
        text += sentence.text[at : m.start()]
        moves.append((m.start(), m.end(), len(text), len(text) + len(new)))
        text += new
        at = m.end()
    if not moves:
        return sentence
    text += sentence.text[at:]

    def moved(offset: int) -> int:
        shift = 0
        for start, end, new_start, new_end in moves:
            if offset >= end:
                shift = new_end - end
            elif offset > start:
                return new_end
            else:
                break
        return offset + shift

    words = split_words(text)

    def remap(start: int, end: int) -> tuple[int, int] | None:
        return to_words(words, moved(sentence.words[start].start), moved(sentence.words[end - 1].end))

    events = []
    for e in sentence.events:
        trigger = remap(*e.trigger)
        roles = [(r, *spot) for r, s, t in e.roles if (spot := remap(s, t))]
        if trigger:
            events.append(Event(e.kind, trigger, roles, e.status, e.cumulative, e.violent))
    return Sentence(text, words, events, sentence.weight)
