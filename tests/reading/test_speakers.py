from __future__ import annotations

import pytest

from counterclaim.records.statement import Basis, SpeakerClass
from tests.reading.marked import complete


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Defence Minister Amy Brandt said nine men were [[killed]].", "named official"),
        ("Amy Brandt, the governor of Thies, said nine men were [[killed]].", "named official"),
        ("Amy Brandt is the governor of Thies. Brandt said nine men were [[killed]].", "named official"),
        ("A senior official, who asked not to be named, said nine men were [[killed]].", "anonymous official"),
        ("Two officials said nine men were [[killed]].", "anonymous official"),
        ("A general, speaking on condition of anonymity, said nine men were [[killed]].", "anonymous official"),
        ("Security sources said nine men were [[killed]].", "unnamed sources"),
        ("The defence ministry said nine men were [[killed]].", "institution"),
        ("An army spokesman said nine men were [[killed]].", "institution"),
        ("Hezbollah said nine men were [[killed]].", "institution"),
        ("A doctor at the Noor hospital said nine men were [[killed]].", "hospital"),
        ("Medics said nine men were [[killed]].", "hospital"),
        ("The Rift Observatory said nine men were [[killed]].", "monitor"),
        ("Human Rights Watch said nine men were [[killed]].", "monitor"),
        ("Witnesses said nine men were [[killed]].", "witness"),
        ("Taxi driver Omar Fadel said nine men were [[killed]].", "witness"),
        ("The court said nine men were [[killed]].", "court"),
        ("A judge said nine men were [[killed]].", "court"),
        ("The letter said nine men were [[killed]].", "document"),
        ("The indictment said nine men were [[killed]].", "court"),
        ("The footage indicated that nine men were [[killed]].", "footage"),
        ("Gorvat said nine men were [[killed]].", None),
        ("Nine men were [[killed]].", None),
    ],
)
def test_the_class_of_a_speaker(marked: str, expected: str | None) -> None:
    assert complete(marked).source.speaker_class == (SpeakerClass(expected) if expected else None)


def test_a_pronoun_has_the_class_of_whom_it_stands_for() -> None:
    done = complete("Defence Minister Amy Brandt met the press. She said nine men were [[killed]].")
    assert done.source.speaker_class is SpeakerClass.NAMED_OFFICIAL


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ('"I saw nine men [[killed]]," said Omar Fadel, a baker.', Basis.SAW),
        ("Eyewitnesses said nine men were [[killed]].", Basis.SAW),
        ('"We counted nine men [[killed]]," said a medic.', Basis.COUNTED),
        ("The mayor said he was told that nine men were [[killed]].", Basis.WAS_TOLD),
        ("The army believes nine men were [[killed]].", Basis.INFERS),
        ("The army said nine men were [[killed]].", None),
    ],
)
def test_how_a_speaker_knows(marked: str, expected: Basis | None) -> None:
    assert complete(marked).source.basis is expected
