"""Laid-out pages keep the order in which a person reads them: columns, headings, footnotes, tables between paragraphs."""

from __future__ import annotations

import io
from typing import Any

import pytest

from counterclaim.intake.pdf import read_pdf

WORDS = (
    "Nine soldiers were killed near the river on Friday, the army said in a statement that it released in the evening.",
    "Rebels put the number at twelve and said that two of their own fighters had died in the fighting near the bridge.",
    "The governor asked residents of the district to stay at home until the road had been cleared of mines again.",
    "Two hospitals in the provincial capital took in fifteen wounded people, four of whom are in a critical condition.",
)
NOTE = "1 The figure was given by the ministry and could not be verified."


def make_columns(count: int, *, note: str = "", table: bool = False) -> bytes:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import (
        BaseDocTemplate,
        Frame,
        FrameBreak,
        NextPageTemplate,
        PageTemplate,
        Paragraph,
        Table,
        TableStyle,
    )

    out, style = io.BytesIO(), getSampleStyleSheet()
    width, height = A4
    head = Frame(50, height - 110, width - 100, 60, id="head")
    each = (width - 100 - 20 * (count - 1)) / count
    columns = [Frame(50 + n * (each + 20), height - 420, each, 300, id=f"c{n}") for n in range(count)]

    def draw_note(canvas: Any, _document: object) -> None:
        if note:
            canvas.setFont("Helvetica", 7)
            canvas.drawString(50, 40, note)

    document = BaseDocTemplate(out, pagesize=A4, title="Situation report 7")
    document.addPageTemplates(PageTemplate("p", [head, *columns], onPageEnd=draw_note))
    story: list[Any] = [NextPageTemplate("p"), Paragraph("Situation report 7", style["Heading1"]), FrameBreak()]
    per = len(WORDS) // count
    for n in range(count):
        story.append(Paragraph(f"Part {n + 1}", style["Heading2"]))
        story += [Paragraph(words, style["BodyText"]) for words in WORDS[n * per : (n + 1) * per]]
        if table and n == 0:
            grid = Table([["District", "Killed", "Injured"], ["Kunar", "14", "3"]])
            grid.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 1, colors.black)]))
            story += [grid, Paragraph("The table is of the army.", style["BodyText"])]
        if n < count - 1:
            story.append(FrameBreak())
    document.build(story)
    return out.getvalue()


def test_columns_are_read_one_after_the_other() -> None:
    assert read_pdf(make_columns(2)).text.split("\n") == [
        "Situation report 7", "Part 1", *WORDS[:2], "Part 2", *WORDS[2:],
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 2])
def test_a_footnote_is_a_paragraph_of_its_own(count: int) -> None:
    lines = read_pdf(make_columns(count, note=NOTE)).text.split("\n")
    assert NOTE in lines
    assert [line for line in lines if line != NOTE][-1] == WORDS[-1]


def test_a_table_stands_in_its_column_where_it_is_printed() -> None:
    lines = read_pdf(make_columns(2, table=True)).text.split("\n")
    assert lines == [
        "Situation report 7", "Part 1", *WORDS[:2], "Kunar: Killed 14.", "Kunar: Injured 3.", "The table is of the army.",
        "Part 2", *WORDS[2:],
    ]  # fmt: skip


def test_every_line_leads_back_to_its_page() -> None:
    laid = read_pdf(make_columns(2, note=NOTE, table=True))
    assert [laid.text[start:end] for start, end, _ in laid.map] == laid.text.split("\n")
    assert {where.partition(",")[0] for _, _, where in laid.map} == {"page 1"}


def make_noted() -> bytes:
    """A page with a table whose cell and a sentence whose figure carry raised marks, and the notes at its foot."""
    from reportlab.lib import colors
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    out, style = io.BytesIO(), getSampleStyleSheet()["BodyText"]
    cells = [["District", "Killed", "Injured"], ["Kunar", "14<super>1</super>", "3"], ["Osk", "9", "5*"]]
    grid = Table([[Paragraph(words, style) for words in row] for row in cells])
    grid.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 1, colors.black)]))
    said = Paragraph("The army said that 27<super>2</super> of its soldiers had been killed on Friday.", style)
    notes = [Paragraph(n, style) for n in ("1 Hospitals only.", "2 Not confirmed.", "* Until 3 March.")]
    SimpleDocTemplate(out, title="Situation report 8").build([said, grid, *notes])
    return out.getvalue()


def test_a_raised_mark_is_no_digit_and_leads_to_its_footnote() -> None:
    lines = read_pdf(make_noted()).text.split("\n")
    assert lines[0] == "The army said that 27[2] of its soldiers had been killed on Friday."
    assert lines[1:5] == [
        "Kunar: Killed 14 – Hospitals only.",
        "Kunar: Injured 3.",
        "Osk: Killed 9.",
        "Osk: Injured 5 – Until 3 March.",
    ]
