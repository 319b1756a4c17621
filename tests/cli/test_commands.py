"""The command line from outside: what it prints, its exit codes, and what it leaves alone when it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.cli.commands import anjian, anjian_process

HEADER = ("企业名称", "统一社会信用代码", "所在县（市、区）", "企业类别")
GOOD = ("泽州县示例化工有限公司（演示）", "91140525MA0H5D5N0J", "泽州县", "生产")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an initialised instance."""
    folder = tmp_path_factory.mktemp("cli")
    made = anjian_process(folder, "init")
    assert made.returncode == 0, made.stderr
    assert "系统管理员：admin" in made.stdout
    return folder


def roster(path: Path, *rows: tuple[str, ...]) -> Path:
    book = Workbook()
    for row in (HEADER, *rows):
        book.active.append(row)
    book.save(path)
    return path


def exported(folder: Path) -> dict[str, str]:
    """Every file of an export, but for the moment of export nothing changes between two."""
    anjian(folder, "ledger", "export", "out")
    return {path.name: path.read_text("utf-8") for path in sorted((folder / "out").iterdir())}


def test_help_imports_neither_views_nor_document_code() -> None:
    code = (
        "import sys\nfrom anjian.cli import cli\n"
        "try:\n    cli.main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'flask', 'openpyxl', 'docx', 'docxtpl', 'sqlalchemy', 'anjian.app'} & set(sys.modules)\n"
        "sys.exit(','.join(sorted(heavy)) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "anjian import hazards" in done.stdout


def test_a_command_before_init_says_what_to_do(tmp_path: Path) -> None:
    done = anjian_process(tmp_path, "ledger", "verify")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip().endswith("尚未初始化，请先运行 anjian init。")


def test_init_again_changes_nothing(folder: Path) -> None:
    again = anjian(folder, "init")
    assert again.returncode == 0
    assert "初始密码" not in again.stdout


def test_doctor_finds_a_fresh_instance_well(folder: Path) -> None:
    done = anjian_process(folder, "doctor", "--json")
    findings = json.loads(done.stdout)
    assert [item["name"] for item in findings if not item["ok"]] == []
    assert done.returncode == 0


def test_plugin_list_is_an_array_of_objects(folder: Path) -> None:
    rows = json.loads(anjian(folder, "plugin", "list", "--json").stdout)
    assert isinstance(rows, list)
    assert all({"name", "title", "department", "version", "state"} <= set(row) for row in rows)


def unreadable(folder: Path) -> list[str]:
    """Files that no list can be read from."""
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    Workbook().save(folder / "empty.xlsx")
    (folder / "text.csv").write_text("甲,乙\n1,2\n", "utf-8")
    with zipfile.ZipFile(folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * (600 * 1024 * 1024))
    return ["broken.xlsx", "none.xlsx", "empty.xlsx", "text.csv", "bomb.xlsx"]


def test_a_file_that_cannot_be_read_is_one_sentence_and_changes_nothing(folder: Path) -> None:
    before = exported(folder)
    for name in unreadable(folder):
        done = anjian(folder, "import", "hazards", name, "--unit", "办公室")
        assert (name, done.returncode, done.stdout) == (name, 2, "")
        assert len(done.stderr.strip().splitlines()) == 1
    assert exported(folder) == before


def test_exit_codes_of_an_import(folder: Path) -> None:
    bad = ("泽州县示例化工有限公司（演示二）", "91140525MA0H5D5N01", "泽州县", "生产")
    path = roster(folder / "名册.xlsx", GOOD, bad)
    preview = anjian(folder, "import", "enterprises", "名册.xlsx", "--dry-run", "--json")
    first = anjian(folder, "import", "enterprises", "名册.xlsx", "--errors", "错误.xlsx", "--json")
    told, shown = json.loads(first.stdout), json.loads(preview.stdout)
    assert (first.returncode, told["entered"], told["refused"]) == (1, 1, 1)
    assert {key: told[key] for key in ("entered", "refused", "problems")} == {
        key: shown[key] for key in ("entered", "refused", "problems")
    }
    assert [(problem["row"], problem["column"]) for problem in told["problems"]] == [(3, "统一社会信用代码")]
    assert (folder / "错误.xlsx").exists()
    roster(path, GOOD)
    again = anjian(folder, "import", "enterprises", "名册.xlsx", "--json")
    assert (again.returncode, json.loads(again.stdout)["unchanged"]) == (0, 1)


def test_an_unknown_unit_account_or_kind_is_refused_by_name(folder: Path) -> None:
    roster(folder / "名册.xlsx", GOOD)
    for words, sentence in (
        (("import", "enterprises", "名册.xlsx", "--unit", "长治市"), "没有名为“长治市”的单位"),
        (("import", "enterprises", "名册.xlsx", "--as", "nobody"), "没有登录名为“nobody”的可用账号"),
        (("import", "vehicles", "名册.xlsx"), "没有可导入的表格“vehicles”"),
        (("report", "compile", "no_such", "2023-07", "--out", "x"), "没有专项行动“no_such”"),
        (("jobs", "run", "no-such-job"), "没有定时任务“no-such-job”"),
    ):
        done = anjian(folder, *words)
        assert done.returncode == 2
        assert sentence in done.stderr


def test_the_monthly_report_runs_once_and_answers_afterwards(folder: Path) -> None:
    first = anjian(folder, "jobs", "run", "monthly-report", "--period", "2023-07")
    again = anjian(folder, "jobs", "run", "monthly-report", "--period", "2023-07")
    assert (first.returncode, again.returncode) == (0, 0)
    assert first.stdout.startswith("已完成　") and again.stdout.startswith("已完成（此前已运行）")
    (run,) = json.loads(anjian(folder, "jobs", "history", "--json").stdout)
    assert (run["run_key"], run["status"], run["attempt"]) == (
        "monthly-report:jincheng_2023:2023-07:final",
        "已完成",
        1,
    )
    units = sorted(path.name for path in (folder / "instance" / "reports" / "2023-07").iterdir())
    assert len(units) == 14 and "全市" in units


def test_two_compilations_are_byte_equal(folder: Path) -> None:
    for out in ("a", "b"):
        done = anjian_process(folder, "report", "compile", "jincheng_2023", "2023-07", "--unit", "泽州县", "--out", out)
        assert done.returncode == 0, done.stderr
    files = sorted(path.relative_to(folder / "a") for path in (folder / "a").rglob("*") if path.is_file())
    assert [str(path) for path in files] == [
        f"2023-07/泽州县/{name}" for name in ("月报.docx", "附件1.xlsx", "附件2.xlsx")
    ]
    assert all((folder / "a" / path).read_bytes() == (folder / "b" / path).read_bytes() for path in files)


def test_no_command_needs_the_tools_of_development() -> None:
    code = (
        "import sys\nfor tool in ('pytest', 'hypothesis', 'playwright'):\n    sys.modules[tool] = None\n"
        "from pkgutil import resolve_name\nfrom anjian.cli import COMMANDS\n"
        "for target, _line in COMMANDS.values():\n    resolve_name(target)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
