"""Markdown to text: the words without their marks, a paragraph or item a line, with a map back to the file's lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FENCE = re.compile(r"\s*(?:```|~~~)")
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}$|\s*=+\s*$|\s*\|?[\s:|-]+\|[\s:|-]*$")
_OPENING = re.compile(r"\s*(?:>\s*)*(?:#{1,6}\s+|[-*+]\s+(?:\[[ xX]\]\s+)?|\d{1,3}[.)]\s+)?")
_INLINE = re.compile(
    r"!\[(?P<picture>[^\[\]\n]{0,300})\]\([^()\s]{0,2000}(?:\s[^()\n]{0,300})?\)"
    r"|\[(?P<link>[^\[\]\n]{1,300})\]\([^()\s]{0,2000}(?:\s[^()\n]{0,300})?\)"
    r"|<(?P<address>https?://[^<>\s]{1,2000})>"
    r"|\*\*|__(?=\S)|(?<=\S)__|`+|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+\-.!>|])"
)
_HEAD = re.compile(r"---[^\S\n]*\n(?P<fields>.{0,20000}?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|$)", re.S)
_FIELD = re.compile(r"(?P<name>[A-Za-z_]{2,30})\s*:\s*(?P<value>\S.*?)\s*$")


@dataclass(frozen=True, slots=True)
class Unmarked:
    """The words of a Markdown text, where each line of them stood, and the fields of its head."""

    text: str
    map: tuple[tuple[int, int, str], ...]
    fields: dict[str, str]


def unmark(source: str) -> Unmarked:
    """Give the text of a Markdown file; what stands in code fences stays as it is, pictures leave their caption out."""
    head = _HEAD.match(source)
    fields = {}
    for line in head["fields"].split("\n") if head else ():
        field = _FIELD.match(line)
        if field:
            fields[field["name"].lower()] = field["value"].strip("\"'")
    lines: list[str] = []
    map_: list[tuple[int, int, str]] = []
    at = 0
    fenced = False
    first = source.count("\n", 0, head.end()) if head else 0
    for number, line in enumerate(source[head.end() if head else 0 :].split("\n"), first + 1):
        if _FENCE.match(line):
            fenced = not fenced
            continue
        words = line if fenced else _strip_marks(line)
        if words and not words.isspace():
            map_.append((at, at + len(words), f"line {number}"))
        lines.append(words)
        at += len(words) + 1
    return Unmarked("\n".join(lines), tuple(map_), fields)


def _strip_marks(line: str) -> str:
    if len(line) < 1000 and _RULE.match(line):
        return ""
    opening = _OPENING.match(line)
    return _INLINE.sub(_replace, line[opening.end() :] if opening else line)


def _replace(match: re.Match[str]) -> str:
    return match["link"] or match["address"] or match["escaped"] or ""
