"""`anjian report seal`, `verify` and `show` from outside: sentences, JSON, exit codes."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from tests.cli.test_commands import anjian


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with one compiled month."""
    folder = tmp_path_factory.mktemp("sealing")
    for words in (("init",), ("jobs", "run", "monthly-report", "--period", "2023-07")):
        made = anjian(folder, *words)
        assert made.returncode == 0, made.stderr
    return folder


def test_a_month_is_sealed_once_proved_and_its_tampering_found(folder: Path) -> None:
    refused = anjian(folder, "report", "seal", "jincheng_2023", "2023-07")
    assert refused.returncode == 2
    assert "高平市" in refused.stderr
    told = json.loads(
        anjian(
            folder, "report", "seal", "jincheng_2023", "2023-07", "--incomplete", "--note", "均未报送", "--json"
        ).stdout
    )
    assert (told["kind"], len(told["missing"]), len(told["hash"])) == ("终报", 13, 64)
    again = anjian(folder, "report", "seal", "jincheng_2023", "2023-07", "--incomplete")
    assert again.returncode == 2
    assert "封存" in again.stderr
    proved = anjian(folder, "report", "verify", "2023-07")
    assert proved.returncode == 0, proved.stdout
    assert proved.stdout.startswith(f"2023-07终报（快照 {told['snapshot']}，已封存）：核验通过")
    with sqlite3.connect(folder / "instance" / "anjian.db") as database:
        database.execute(
            "UPDATE report_file SET content = CAST(content || x'00' AS BLOB) WHERE unit_code = 'zezhou' AND name = '附件1.xlsx'"
        )
    found = anjian(folder, "report", "verify", told["snapshot"], "--json")
    assert found.returncode == 1
    (report,) = json.loads(found.stdout)["reports"]
    assert (report["holds"], report["stored"]) == (False, ["泽州县的“附件1.xlsx”与其校验值不符，文件被改动过。"])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("verify", "2023-06"), "没有编号或期间为“2023-06”的快照"),
        (("verify",), "请给出快照编号或期间"),
        (("seal", "jincheng_2023", "2023-06"), "2023-06的调度尚未开启"),
        (("seal", "none", "2023-07"), "没有专项行动“none”"),
        (("show", "0123456789abcdef:全市:A1-1.01", "--effective", "2023-07-15"), "不能再另行指定"),
    ],
)
def test_nothing_done(folder: Path, words: tuple[str, ...], message: str) -> None:
    refused = anjian(folder, "report", *words)
    assert (refused.returncode, message in refused.stderr) == (2, True)


def test_a_figure_at_any_pair_of_clocks(folder: Path) -> None:
    shown = anjian(
        folder,
        "report",
        "show",
        "2023-07:全市:A1-1.01",
        "--effective",
        "2023-07-15",
        "--known",
        "2023-08-01 09:00",
        "--json",
    )
    told = json.loads(shown.stdout)
    assert (told["effective"], told["known"], told["value"], told["rows"]) == ("2023-07-15", 0, 0, [])
