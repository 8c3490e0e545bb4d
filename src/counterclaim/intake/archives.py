"""ZIP archives to their files, one at a time and never onto the disk; what could harm is Skipped with the reason."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from counterclaim.errors import ReportError
from counterclaim.intake.files import LARGEST_FILE, is_ours
from counterclaim.records.text import Skipped

# An archive of reports; a bomb has more of either.
MOST_ENTRIES = 100_000
LARGEST_WHOLE = 8 * 2**30
_BROKEN = (zlib.error, lzma.LZMAError)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file inside another: the name under which it is listed, its own name, and its bytes."""

    path: str
    name: str
    data: bytes


def read_zip(file: IO[bytes], path: str) -> Iterator[Entry | Skipped]:
    """Give the files of an archive in name order; folders, hidden files and our own ledgers are left out.

    Raises ReportError where the file is no ZIP archive, or holds more than an archive of reports can.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            infos = sorted((i for i in archive.infolist() if _is_wanted(i)), key=lambda i: i.filename)
            if len(infos) > MOST_ENTRIES:
                raise ReportError(f"It holds {len(infos):,} files; an archive may have {MOST_ENTRIES:,}. Split it.")
            left = LARGEST_WHOLE
            for info in infos:
                found = _read_entry(archive, info, f"{path}#{_clean(info.filename)}")
                left -= len(found.data) if isinstance(found, Entry) else 0
                if left < 0:
                    raise ReportError(f"Unpacked it is larger than {LARGEST_WHOLE // 2**30} GiB; split it.")
                yield found
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise ReportError(f"The archive is damaged ({error}).") from error


def _read_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str) -> Entry | Skipped:
    """The size that the archive states may be a lie, so that no more than the limit is unpacked."""
    if info.flag_bits & 1:
        return Skipped(path, "It is encrypted; unpack the archive with its password first.")
    try:
        with archive.open(info) as file:
            data = file.read(LARGEST_FILE + 1)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, *_BROKEN) as error:
        return Skipped(path, f"It cannot be unpacked ({error}).")
    if len(data) > LARGEST_FILE:
        return Skipped(path, f"It is larger than {LARGEST_FILE // 2**20} MiB, more than one report can be.")
    return Entry(path, info.filename, data)


def _is_wanted(info: zipfile.ZipInfo) -> bool:
    parts = info.filename.split("/")
    return not info.is_dir() and not any(p.startswith((".", "__MACOSX")) for p in parts) and not is_ours(parts[-1])


def _clean(name: str) -> str:
    """A name is shown, never opened; what would disturb a terminal is replaced."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)[:500]
