import pytest

from counterclaim.engine.artefact import load_artefact
from counterclaim.errors import SetupError
from counterclaim.reading.labels import CASES, FLAGS, KINDS, ROLES, STATUSES, case_of

LABELS = {"kinds": KINDS, "roles": ROLES, "statuses": STATUSES, "flags": FLAGS, "cases": CASES}


def test_the_shipped_artefact_fits_the_code() -> None:
    artefact = load_artefact(LABELS, case_of)
    assert artefact.kinds == KINDS
    assert len(artefact.encoder) + len(artefact.roles) < 32_000_000


@pytest.mark.parametrize("name", sorted(LABELS))
def test_other_labels_are_refused(name: str) -> None:
    with pytest.raises(SetupError, match="differ from the code"):
        load_artefact({**LABELS, name: (*LABELS[name], "SOMETHING")}, case_of)
