import random

import numpy as np
import pytest

from counterclaim.engine.artefact import load_artefact
from counterclaim.engine.onnx import OnnxEncoder
from counterclaim.reading.decode import Trigger
from counterclaim.reading.labels import CASES, FLAGS, KINDS, ROLES, STATUSES, TRIGGER_TAGS, case_of


@pytest.fixture(scope="module")
def encoder() -> OnnxEncoder:
    return OnnxEncoder(
        load_artefact({"kinds": KINDS, "roles": ROLES, "statuses": STATUSES, "flags": FLAGS, "cases": CASES}, case_of)
    )


WORDS = [
    "The",
    "ministry",
    "said",
    "that",
    "twelve",
    "border",
    "guards",
    "were",
    "killed",
    "by",
    "shelling",
    "on",
    "Tuesday",
    ".",
]


def test_scores_have_a_row_per_word(encoder: OnnxEncoder) -> None:
    window = encoder.encode(WORDS)
    assert window.trigger_scores.shape == (len(WORDS), len(TRIGGER_TAGS))
    roles, traits = window.roles(0, len(WORDS), [Trigger(8, 9, 0, 1.0), Trigger(10, 11, 9, 1.0)])
    assert roles.shape == (2, len(WORDS), 3 * len(ROLES))
    assert traits.shape == (2, len(STATUSES) + 2 * len(FLAGS))


def test_company_and_order_change_nothing(encoder: OnnxEncoder) -> None:
    rng = random.Random(3)
    texts = [[rng.choice(WORDS) for _ in range(rng.randint(3, 40))] for _ in range(20)]
    alone = [encoder.encode(t).trigger_scores.tobytes() for t in texts]
    order = list(range(20))
    rng.shuffle(order)
    again = {i: encoder.encode(texts[i]).trigger_scores.tobytes() for i in order}
    assert [again[i] for i in range(20)] == alone


@pytest.mark.parametrize("words", [["a" * 5000] * 200, ["😀"] * 900, ["\u202e"], ["\u00ad"]])
def test_odd_words_give_scores_for_each(encoder: OnnxEncoder, words: list[str]) -> None:
    scores = encoder.encode(words).trigger_scores
    assert scores.shape[0] == len(words)
    assert np.isfinite(scores).all()
