import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.decode import Trigger, best_tags, find_roles, find_traits, find_triggers, keep_likeliest
from counterclaim.reading.labels import KINDS, ROLES, TRIGGER_TAGS


def trigger_scores(tags: list[str]) -> np.ndarray:
    scores = np.zeros((len(tags), len(TRIGGER_TAGS)), np.float32)
    for n, tag in enumerate(tags):
        scores[n, TRIGGER_TAGS.index(tag)] = 9
    return scores


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (["O", "B-KILL", "O"], [(1, 2, "KILL")]),
        (["B-STRIKE", "I-STRIKE", "B-KILL"], [(0, 2, "STRIKE"), (2, 3, "KILL")]),
        (["B-KILL", "B-KILL"], [(0, 1, "KILL"), (1, 2, "KILL")]),
        (["O", "I-FIGHT", "I-FIGHT"], [(1, 3, "FIGHT")]),
        (["O", "O"], []),
    ],
)
def test_find_triggers_reads_tags(tags: list[str], expected: list[tuple[int, int, str]]) -> None:
    assert [(t.start, t.end, KINDS[t.kind]) for t in find_triggers(trigger_scores(tags))] == expected


def test_find_triggers_of_nothing() -> None:
    assert find_triggers(np.zeros((0, len(TRIGGER_TAGS)), np.float32)) == []


def test_leaning_finds_more_and_never_fewer() -> None:
    scores = trigger_scores(["O", "B-KILL"])
    scores[0, TRIGGER_TAGS.index("B-FIGHT")] = 8.5
    assert len(find_triggers(scores)) == 1
    assert len(find_triggers(scores, lean=1.0)) == 2


@given(st.lists(st.tuples(*[st.floats(-9, 0)] * 3), min_size=1, max_size=6))
def test_best_tags_is_the_best_allowed_sequence(rows: list[tuple[float, float, float]]) -> None:
    logs = np.array(rows, np.float32)

    def allowed(tags: tuple[int, ...]) -> bool:
        return tags[0] != 2 and all(not (b == 2 and a == 0) for a, b in itertools.pairwise(tags))

    def total(tags: tuple[int, ...]) -> float:
        return float(sum(logs[n, t] for n, t in enumerate(tags)))

    found = tuple(best_tags(logs))
    assert allowed(found)
    assert total(found) == pytest.approx(
        max(total(t) for t in itertools.product(range(3), repeat=len(rows)) if allowed(t)), abs=1e-4
    )


def test_find_roles_never_starts_a_span_inside() -> None:
    scores = np.zeros((4, len(ROLES) * 3), np.float32)
    scores[:, 0::3] = 6
    actor = ROLES.index("actor") * 3
    scores[1, actor : actor + 3] = (0, 5, 0)
    scores[2, actor : actor + 3] = (0, 0, 5)
    scores[3, actor : actor + 3] = (4, 0, 5)
    (span,) = find_roles(scores)
    assert (ROLES[span.role], span.start, span.end) == ("actor", 1, 4)


def test_find_traits_prefers_the_higher_score() -> None:
    traits = find_traits(np.array([0, 4, 1, 0, 3, 2, 0], np.float32))
    assert (traits.status, traits.cumulative, traits.violent) == (1, True, False)


def test_the_likeliest_triggers_are_kept_in_order() -> None:
    triggers = [Trigger(n, n + 1, 0, p) for n, p in enumerate((0.5, 0.9, 0.7, 0.9))]
    assert [t.start for t in keep_likeliest(triggers, 2)] == [1, 3]
    assert keep_likeliest(triggers, 4) == triggers
