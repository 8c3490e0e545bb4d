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
        (
            "The army said nine died, but the rebels said two fled.",
            [("The army", "said", "nine died"), ("the rebels", "said", "two fled")],
        ),
        ("The mayor went on to say that nine died.", [("The mayor", "went on to say", "that nine died")]),
        ("The mayor was quoted as saying nine died.", [("The mayor", "was quoted as saying", "nine died")]),
        ("She put the number of dead at nine.", [("She", "put", "the number of dead at nine")]),
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
