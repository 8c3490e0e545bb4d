from __future__ import annotations

import time

import pytest

from counterclaim.desk import passwords
from counterclaim.desk.passwords import check_password, digest_password, digest_token, is_password, is_weak, make_token
from counterclaim.errors import UnknownName

GOOD = "four unrelated words"


def test_a_digest_knows_its_password_and_nothing_else(cheap: None) -> None:
    digest = digest_password(GOOD)
    assert GOOD not in digest
    assert is_password(GOOD, digest)
    for wrong in ("", GOOD + " ", GOOD.upper(), "x" * 10_000, "nul\0", "half \ud800"):
        assert not is_password(wrong, digest)
    assert digest_password(GOOD) != digest, "each has a salt of its own"


@pytest.mark.parametrize("digest", [None, "", "scrypt$", "scrypt$4$8$1$x$y", "bcrypt$12$8$3$aaaa$bbbb", GOOD])
def test_what_is_no_digest_lets_nobody_in(cheap: None, digest: str | None) -> None:
    assert not is_password(GOOD, digest)
    assert not is_password("", digest)


def test_a_digest_of_an_older_cost_is_still_good_and_known_as_weak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", 4)
    old = digest_password(GOOD)
    assert not is_weak(old)
    monkeypatch.setattr(passwords, "COST", 5)
    assert is_weak(old)
    assert is_password(GOOD, old)


def test_a_try_costs_what_it_should_and_as_much_for_nobody() -> None:
    """Processor time, since the clock of a busy machine says little."""

    def cost(digest: str | None) -> float:
        begun = time.process_time()
        is_password("a wrong password", digest)
        return time.process_time() - begun

    kept = digest_password(GOOD)
    assert kept.startswith("scrypt$15$8$3$")
    known, nobody = min(cost(kept) for _ in range(2)), min(cost(None) for _ in range(2))
    assert known > 0.03
    assert 0.5 < known / nobody < 2


@pytest.mark.parametrize("password", ["", "short", "x" * 201, "aaaaaaaaaaaaaaaa", "121212121212", "Ada Coder-Owner"])
def test_what_is_soon_guessed_is_refused(password: str) -> None:
    with pytest.raises(UnknownName, match="password"):
        check_password(password, "ada coder-owner")
    check_password(GOOD, "ada")


def test_tokens_are_long_and_never_the_same() -> None:
    made = {make_token() for _ in range(50)}
    assert len(made) == 50
    assert all(len(token) >= 40 for token in made)
    assert len({digest_token(token) for token in made}) == 50
