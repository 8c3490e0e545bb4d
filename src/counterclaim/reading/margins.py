"""Which lines are no running text: calls to follow, captions, bylines, sign-offs, lines that only tell a date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.reading.moments import MONTH, WEEKDAY, Moment, parse_moment
from counterclaim.reading.wires import read_credit_line
from counterclaim.tables.cues import load_words

# A caption or a call is a line, not a paragraph; what is longer is running text, however it begins.
LONGEST = 300

_CALL = re.compile(
    r"[\W_]*(?:"
    r"follow\s+(?:us|our|@|the\s+[\w\s]{1,30}\s(?:channel|page|account))|join\s+(?:us|our)\b|subscribe\s+(?:to|now|here|for)\b|"
    r"sign\s+up\s+(?:to|for|here|now)\b|(?:click|tap)\s+(?:here|on)\b|read\s+(?:more|also|next|the\s+full)\b|also\s+read\b|see\s+also\b|"
    r"(?:more|related)\s+(?:from|on|stories|news|articles|topics)\b[^.]*$|(?:related|recommended|watch|listen|must\s+read)\s*:|"
    r"download\s+(?:the|our)\s+[\w\s]{0,30}\bapp\b|get\s+the\s+latest\b|share\s+(?:this|on|via)\b|advertisement\s*$|sponsored(?:\s+content)?\s*$|"
    r"(?:story|article)\s+continues\b|copyright\b|©|\(c\)\s*\d{4}|all\s+rights\s+reserved\b|our\s+standards\s*:|terms\s+of\s+(?:use|service)\b|"
    r"privacy\s+policy\b|(?:we|this\s+site)\s+uses?\s+cookies\b|(?:tags|topics|filed\s+under|keywords)\s*:|support\s+our\s+(?:journalism|work)\b|"
    r"become\s+a\s+(?:member|subscriber|supporter)\b|donate\s+(?:now|here|to)\b|"
    r"this\s+(?:story|article|copy|content|post)\s+(?:has|was|is)\s+(?:not\s+)?(?:been\s+)?(?:first\s+|originally\s+|auto-?\s*)?"
    r"(?:edited|published|generated|produced|updated|translated|syndicated)\b"
    r")",
    re.I,
)
_CAPTION = re.compile(
    r"[\W_]*(?:"
    r"(?:file|representational|representative|representation|handout|undated|archive)\s+(?:photo|image|picture|pic)\b|"
    r"(?:photo|image|picture|pic|photograph|video|graphic|map|illustration)s?\s*(?:credits?|courtesy|source)?\s*[:©|]|"
    r"(?:photo|image|picture)\s+(?:credit|courtesy|by)\b|caption\s*:|getty\s+images\b|screengrab\b|screenshot\s+(?:of|from)\b"
    r")",
    re.I,
)
_PERSON = r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,3}"
_TAKEN_FOR = (
    r"(?:REUTERS|Reuters|AFP|AP|EPA(?:-EFE)?|EFE|ANSA|dpa|DPA|Xinhua|Anadolu(?: Agency)?|Getty Images|Getty|TASS|Sputnik"
    r"|PTI|ANI)"
)
_PICTURE_CREDIT = re.compile(
    rf"\(?(?:\b(?i:photo|picture|image)s?(?: by)?:? ?)?(?:"
    rf"{_TAKEN_FOR}(?: (?:Photo|Images|Pool))? ?/ ?{_PERSON}(?:,? (?:File|Pool))?(?: ?/ ?{_TAKEN_FOR})*"
    rf"|{_PERSON}(?: ?/ ?{_TAKEN_FOR})+)(?: via {_TAKEN_FOR})?\)?(?![\w/])"
)
_BYLINE = re.compile(r"(?i:by|written by|reported by)\s+(?P<names>[^.!?:;\n]{2,80})")
_BETWEEN_NAMES = frozenset(("and", "in", "for", "at", "the", "of", "with", "de", "la", "van", "von", "bin", "al"))
_DESK = re.compile(
    r"[\W_]*(?:(?:web|news|online|digital|international|monitoring|world)\s+desk|staff\s+(?:reporter|writer|correspondent)|"
    r"(?:our|special|a)\s+(?:staff\s+)?(?:reporter|correspondent)|(?:with\s+)?(?:inputs?\s+from\s+)?(?:news\s+)?agenc(?:y|ies)(?:\s+inputs?)?)[\W_]*",
    re.I,
)
_SIGN_OFF = re.compile(
    r"[\W_]*(?i:additional\s+)?(?i:reporting|writing|editing|compiled|edited|translated)\s+by\s+[A-Z]"
)
_DATE_LABEL = re.compile(
    r"(?P<first>dated?|(?:first\s+)?published|publication\s+date|posted|issued|released)|"
    r"(?P<later>(?:last\s+)?(?:updated|modified)|(?:situation\s+|data\s+)?as\s+(?:of|at))",
    re.I,
)
_AFTER_LABEL = re.compile(r"(?:\s+(?:on|at))?\s*[:\-–]?\s*", re.I)
_DATE_PREFIX = re.compile(
    r"\s*date:?\s+(?P<date>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?)(?:\s+|$)", re.I
)
_HEAD_DATE = re.compile(
    rf"(?P<date>{WEEKDAY}(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTH}),?|(?:{MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?,?)\s+\d{{4}}(?!\d)"
    r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\b\.?)?)?)",
    re.I,
)
# What may follow the date: brackets, a zone, who translated it.
_HEAD_TAIL = re.compile(
    r"\s*(?:\([^()]{1,40}\)|[A-Z]{2,5}|[.|,–—-]\s*(?:(?:Translated|Updated|Edited)\b[^.!?]{0,40})?)?[.\s]*"
)
_HEAD_WORDS = load_words("margins", "head")
_PERIODICAL = load_words("margins", "periodical")
_LONGEST_HEAD = 120
_MOST_HEAD = 8
# The hour that opens an entry of a live page: "14:20 GMT Iran says …", "9.05pm: …".
_CLOCK_PREFIX = re.compile(
    r"\s*(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s*[ap]\.?m\b\.?)?(?:\s*\(?(?:GMT|UTC|[A-Z]{1,3}[SD]?T|MSK|local time)"
    r"(?:[+-]\d{1,2})?\)?)?\s*(?:[:|–—-]\s*)?(?<=[\s:|])(?=[“\"‘']?[^\W\d_a-z])(?![A-Z]{3,5}\)?\s*$)"
)


def is_call(line: str) -> bool:
    """Say whether a line calls on the reader (follow, subscribe, read more) or is the page's own small print."""
    return len(line) <= LONGEST and (bool(_CALL.match(line)) or _is_sign_off(line))


def is_caption(line: str) -> bool:
    """Say whether a line names itself a picture's caption or credit; a sentence with a credit behind it is read."""
    return len(line) <= LONGEST and bool(_CAPTION.match(line))


def find_picture_credits(line: str) -> Iterator[tuple[int, int]]:
    """Give the stretches of a line that say who took a picture ("REUTERS/Rolf Osk", "(AP Photo/Anna Osk, File)")."""
    if "/" in line:
        yield from (match.span() for match in _PICTURE_CREDIT.finditer(line))


def is_byline(line: str) -> bool:
    """Say whether a line only names who wrote the report: a person, a desk, an agency."""
    text = line.strip()
    if len(text) > LONGEST:
        return False
    match = _BYLINE.fullmatch(text)
    if match:
        return all(word[0].isupper() or word in _BETWEEN_NAMES for word in match["names"].split())
    return bool(_DESK.fullmatch(text) or read_credit_line(text))


def read_date_line(line: str) -> tuple[Moment, str] | None:
    """Give the moment that a whole line tells and its label: "first" (published), "later" (updated), "" (bare date)."""
    if len(line) > LONGEST:
        return None
    for part in line.split("|"):
        text = part.strip()
        label = _DATE_LABEL.match(text)
        rest = text[_end_of_label(text, label.end()) :] if label else text
        moment = parse_moment(rest)
        if moment:
            return moment, (label.lastgroup or "") if label else ""
    return None


def find_head_date(line: str, *, is_title: bool = False) -> Moment | None:
    """Give the moment that a line of the head tells beside an author, a place or a label, None for a line that tells more.

    Of a title only where it names itself a periodical's: any other may tell the day of what it is about.

    "By Rolf Osk 26 May 2025, 4:18 pm", "Live updates – Tuesday 17 June 2025 (all times BST)", "Weekly Assessment, May 2, 2025".
    """
    found = _HEAD_DATE.search(line) if len(line) <= _LONGEST_HEAD else None
    if found is None or not _HEAD_TAIL.fullmatch(line, found.end()):
        return None
    words = re.findall(r"[^\W\d_][\w’'-]*", line[: found.start()])
    is_plain = all(w[0].isupper() or w.casefold() in _HEAD_WORDS for w in words)
    is_label = any(w.casefold() in _PERIODICAL for w in words) or words[:1] == ["By"]
    parted = not words or line[: found.start()].rstrip()[-1:] in tuple(".,|–—:(/")
    is_head = is_label or (parted and not is_title and len(words) <= _MOST_HEAD)
    return parse_moment(found["date"]) if is_plain and is_head else None


def read_date_prefix(line: str) -> tuple[Moment, int] | None:
    """Give the moment of a leading "date 2026-02-28" and where the rest of the line begins."""
    match = _DATE_PREFIX.match(line)
    moment = parse_moment(match["date"]) if match else None
    return (moment, match.end()) if match and moment else None


def skip_clock(line: str) -> int:
    """Give where a line goes on behind the hour that opens it, 0 where none does or nothing follows."""
    match = _CLOCK_PREFIX.match(line)
    return match.end() if match else 0


def _end_of_label(text: str, at: int) -> int:
    match = _AFTER_LABEL.match(text, at)
    return match.end() if match else at


def _is_sign_off(line: str) -> bool:
    return bool(_SIGN_OFF.match(line)) and (len(line.split()) <= 12 or "editing by" in line.lower())
