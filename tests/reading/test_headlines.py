import pytest

from tests.reading.marked import complete


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("At least nine [[killed]] in raid on village: ministry", "ministry"),
        ("Nine soldiers [[killed]] in northern ambush: Iraqi army", "Iraqi army"),
        ("At least nine [[killed]] in raid on village – police", "police"),
        ("Nine soldiers [[killed]] in northern ambush — Ruritania's Defence Ministry", "Ruritania's Defence Ministry"),
        ("At least nine [[killed]] in raid on village – in pictures", None),
        ("At least nine [[killed]] in raid on village – the third this week", None),
        ("At least nine [[killed]] in raid - the army took revenge", None),
        ("The road was closed by [[fighting]] near two towns: Sarmin and Taftanaz, both in the hands of rebels.", None),
        ("Update: nine [[killed]] in raid on a village", None),
        ("The toll of the raid: nine [[killed]]", None),
    ],
)
def test_a_headline_names_its_speaker_behind_a_colon(marked: str, speaker: str | None) -> None:
    statement = complete(marked)
    assert statement is not None
    assert (statement.source.speaker.text if statement.source.speaker else None) == speaker
