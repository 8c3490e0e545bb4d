"""The demo, exported by the command line, opens without a warning in the programs that people have."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.run import call

ROOT = Path(__file__).resolve().parents[2]
FORMS = {
    "csv": "csv", "parquet": "parquet", "jsonl": "jsonl", "geojson": "incidents.geojson", "ged-like": "ged.csv",
    "acled-like": "acled.csv", "losses": "losses.csv", "plover": "plover.jsonl", "hxl": "hxl.csv",
}  # fmt: skip
# What the other process does, with every warning an error: each file in each reader that is for it.
OPEN = """
import json, logging, sys
from pathlib import Path

import duckdb, pandas, pyogrio

class Told(logging.Handler):
    lines = []
    def emit(self, record):
        self.lines.append(record.getMessage())

logging.getLogger().addHandler(Told(logging.WARNING))
root, opened = Path(sys.argv[1]), {"pandas": 0, "duckdb": 0, "pyogrio": 0}
for path in sorted(root.rglob("*.*")):
    kind = path.suffix[1:]
    if kind not in ("csv", "parquet", "jsonl") or not path.stat().st_size:
        continue
    if path.name in ("hxl.csv", "hxl.claims.csv"):
        continue  # Two rows of heads: the other test opens them with the library that knows this.
    read = {"csv": pandas.read_csv, "parquet": pandas.read_parquet, "jsonl": lambda p: pandas.read_json(p, lines=True)}
    sheet = read[kind](path)
    reader = {"csv": "read_csv", "parquet": "read_parquet", "jsonl": "read_json"}[kind]
    rows = duckdb.sql(f"SELECT count(*) FROM {reader}('{path}'{', header = true' if kind == 'csv' else ''})").fetchall()[0][0]
    assert rows == len(sheet), (path, rows, len(sheet))
    opened["pandas"] += 1
    opened["duckdb"] += 1
path = root / "incidents.geojson"
_, _, shapes, _ = pyogrio.raw.read(path)
features = json.loads(path.read_text())["features"]
assert len(shapes) == len(features) > 0
opened["pyogrio"] += 1
assert not Told.lines, Told.lines
print(json.dumps(opened))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("readers")
    ledger, demo = root / "demo.sqlite", ROOT / "src" / "counterclaim" / "demo"
    assert call("read", demo, "--ledger", ledger).code == 0
    for form, name in FORMS.items():
        assert call("export", form, "-o", root / "out" / name, "--ledger", ledger).code == 0
    return root / "out"


@pytest.mark.slow
def test_the_demo_opens_in_pandas_duckdb_and_the_reader_of_qgis(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", OPEN, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert '"pyogrio": 1' in done.stdout


def open_hxl(*paths: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHON": sys.executable}
    command = ["bash", str(ROOT / ".ci" / "hxl"), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=500, env=environment)
    if done.returncode == 75:
        pytest.skip(done.stderr)
    return done


@pytest.mark.slow
def test_the_demo_opens_in_the_hxl_library(folder: Path) -> None:
    done = open_hxl(folder / "hxl.csv", folder / "hxl.claims.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("valid by the core schema") == 2
    broken = folder.parent / "broken.csv"
    broken.write_text((folder / "hxl.csv").read_text().replace("#affected+killed+min", "#affected killed", 1))
    assert open_hxl(broken).returncode == 1
