from __future__ import annotations

import pytest

from counterclaim.reading.scene import set_scene
from counterclaim.reading.tokens import split_sentences


def credits(text: str) -> list[tuple[str, str, str]]:
    """Give (speaker, cue, what is covered) of each credit of a text."""
    scene = set_scene(text, split_sentences(text))
    return [
        (text[c.start : c.end], text[c.cue_start : c.cue_end], " … ".join(text[a:b].strip(" ,.") for a, b in c.covers))
        for line in scene.credits
        for c in line
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said nine died.", [("The mayor", "said", "nine died")]),
        ("Nine died, the mayor said.", [("the mayor", "said", "Nine died")]),
        ("Nine died, said the mayor.", [("the mayor", "said", "Nine died")]),
        ("Nine died, he said, and four fled.", [("he", "said", "Nine died … and four fled")]),
        ("According to the mayor, nine died.", [("the mayor", "According to", "nine died")]),
        ("“Nine men died,” it specified about Zenda.", [("it", "specified", "“Nine men died,”")]),
        ("Nine died, the mayor said Monday.", [("the mayor", "said", "Nine died")]),
        ("Nine died, the mayor said late Monday, as rain fell.", [("the mayor", "said", "Nine died")]),
        ("Before he left, the mayor said Monday that nine died.", [("the mayor", "said", "Monday that nine died")]),
        (
            "Before he left, the mayor said on Monday that nine died.",
            [("the mayor", "said", "on Monday that nine died")],
        ),
        (
            "Nine died in the town of Zenda, the army and the Frontier Guard said Monday.",
            [("the army and the Frontier Guard", "said", "Nine died in the town of Zenda")],
        ),
        (
            "Nine died, the mayor said, while four fled, according to the army.",
            [("the mayor", "said", "Nine died"), ("the army", "according to", "while four fled … ")],
        ),
        (
            "Nine died, the mayor said on Monday, and four were hurt, the clinic said.",
            [("the mayor", "said", "Nine died"), ("the clinic", "said", "and four were hurt")],
        ),
        (
            "The army said nine died, but the rebels said two fled.",
            [("The army", "said", "nine died"), ("the rebels", "said", "two fled")],
        ),
        ("The mayor went on to say that nine died.", [("The mayor", "went on to say", "that nine died")]),
        ("The mayor was quoted as saying nine died.", [("The mayor", "was quoted as saying", "nine died")]),
        ("She put the number of dead at nine.", [("She", "put", "the number of dead at nine")]),
        ("The mayor and the judge on Monday said nine died.", [("The mayor and the judge", "said", "nine died")]),
        (
            "Ruritania and Zenda have agreed to talks this month but said nine died.",
            [("Ruritania and Zenda", "said", "nine died")],
        ),
        ("The toll grew, with Baran saying nine died.", [("Baran", "saying", "nine died")]),
        (
            "The captives were safe, the mayor said, adding that nine died.",
            [
                ("the mayor", "said", "The captives were safe … adding that nine died"),
                ("the mayor", "adding", "that nine died"),
            ],
        ),
        (
            "Rescuers had found nine bodies, the mayor said, explaining that one was counted twice.",
            [
                ("the mayor", "said", "Rescuers had found nine bodies … explaining that one was counted twice"),
                ("the mayor", "explaining", "that one was counted twice"),
            ],
        ),
        (
            "A spokesman for the mayor, Rolf Osk, said the release “is the outcome of talks”.",
            [("A spokesman for the mayor", "said", "the release “is the outcome of talks”")],
        ),
        (
            "“It hit the crowd, which explains the toll,” said the mayor.",
            [("the mayor", "said", "“It hit the crowd, which explains the toll,”")],
        ),
        (
            "He had fired, the mayor said, citing the discovery of shells.",
            [("the mayor", "said", "He had fired … citing the discovery of shells")],
        ),
        (
            "Nine died, the mayor said, citing figures of the clinic.",
            [
                ("the mayor", "said", "Nine died … citing figures of the clinic"),
                ("figures of the clinic", "citing", "Nine died, the mayor said … "),
            ],
        ),
        ("The mayor declined to say who died.", []),
        ("It was said that nine died.", []),
        ("The blast claimed nine lives.", []),
        ("The army continues its advance.", []),
        ("Two men were abducted and threatened with death.", []),
        ("The junta rejected the figure announced in Bamako.", []),
    ],
)
def test_find_credits(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert credits(text) == expected


def test_a_sentence_of_a_thousand_sayings_is_cut_short() -> None:
    assert len(credits("He said " * 1000 + "no.")) <= 120
