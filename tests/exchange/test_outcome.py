from anjian.exchange.outcome import Change, Duplicate, ImportOutcome
from anjian.kernel.errors import Problem


def test_the_summary_and_the_exit_code_say_what_happened() -> None:
    outcome = ImportOutcome("hazards", total=6, entered=1, updated=1, unchanged=1)
    assert outcome.exit_code == 0
    outcome.duplicates = [Duplicate("清单", 9, of_row=8)]
    outcome.changes = [Change("清单", 5, "YH2023000001", ("整改期限", "备注"))]
    outcome.problems = [
        Problem("不能为空", "name", "清单", 6, "企业名称"),
        Problem("写反了", "position", "清单", 6, "经度,纬度"),
    ]
    outcome.created = ["甲（演示）（91140502853625176U）"]
    assert (outcome.exit_code, outcome.refused_rows) == (1, 1)
    assert outcome.summary() == "共读取6行，新增1行，更新1行，与已有记录一致1行，重复1行，退回1行，新建待核实企业1家。"
    assert outcome.lines() == [
        "【清单】第6行“企业名称”列：不能为空",
        "【清单】第6行“经度,纬度”列：写反了",
        "【清单】第9行与第8行重复，不再录入",
        "【清单】第5行更新YH2023000001：整改期限、备注",
    ]
    assert outcome.lines(2) == [*outcome.lines()[:2], "……另有2条"]
    assert (outcome.as_json()["refused"], outcome.as_json()["exit_code"]) == (1, 1)


def test_a_preview_says_that_nothing_was_saved_and_an_empty_list_says_so() -> None:
    assert ImportOutcome("hazards", dry_run=True, total=1, entered=1).summary() == (
        "共读取1行，将新增1行，更新0行，与已有记录一致0行，重复0行，退回0行。（试运行，未保存任何内容）"
    )
    assert ImportOutcome("hazards").summary() == "表中没有可导入的数据行，请在表头下方填写后再导入。"
