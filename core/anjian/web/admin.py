"""Pages of the administrator: plugins with health, jobs with history, the log of changes."""

from __future__ import annotations

from typing import Any

from flask.typing import ResponseReturnValue
from sqlalchemy import Select, not_, or_, select

from anjian.inspections.queries import of_hidden_visit
from anjian.kernel import clock
from anjian.kernel.job_run import JobRun, Status
from anjian.kernel.ledger import AuditEntry
from anjian.people.models import Account
from anjian.ui.context import current_instance
from anjian.ui.fields import ChoiceField, DayField, TextField
from anjian.ui.forms import FilterForm
from anjian.ui.listing import Column, Empty, ListView
from anjian.ui.view import View
from anjian.ui.words import Light
from anjian.web.details import detail_words
from anjian.web.health import examine

STATUS_TONES = {Status.DONE: "green", Status.RUNNING: "blue", Status.FAILED: "red"}


class Plugins(View):
    """What is installed, what is out of service and why, and what the examination found."""

    permission = "plugins.admin"

    def get(self) -> ResponseReturnValue:
        instance = current_instance()
        own = {f"插件 {loaded.name}" for loaded in instance.registry.found}  # they have their own table above
        findings = [finding for finding in examine(instance) if finding.name not in own]
        return self.render("web/plugins.html", found=instance.registry.found, findings=findings)


class JobFilters(FilterForm):
    """Filters of the history of jobs."""

    primary = ("job", "status")
    job = ChoiceField("任务")
    status = ChoiceField("结果", choices={status.value: status.value for status in Status})


class Jobs(ListView):
    """What runs by itself, and every run there was."""

    permission = "jobs.view"
    template = "web/jobs.html"
    title = "定时任务"
    explanation = "同一任务同一期只生效一次；失败的会在下次启动时补做。"
    key = JobRun.id
    unit = "次运行"
    filter_form = JobFilters
    empty = Empty("还没有运行记录", "定时任务进程启动后，到点会自动运行。")
    columns = (
        Column("job", "任务", lambda run: job_titles().get(run.job, run.job), lead=True),
        Column(
            "status", "结果", lambda run: Light(STATUS_TONES.get(Status(run.status), "grey"), run.status), kind="light"
        ),
        Column("started_at", "开始", kind="moment"),
        Column("finished_at", "结束", kind="moment"),
        Column("attempt", "第几次尝试", kind="number"),
        Column("message", "说明"),
        Column("reason", "重做原因", shown=False),
    )

    def prepare(self, filters: Any) -> None:
        filters.job.set_choices(job_titles())

    def rows(self, filters: Any) -> Select[Any]:
        query = select(JobRun)
        if job := filters.value("job"):
            query = query.where(JobRun.job == job)
        if status := filters.value("status"):
            query = query.where(JobRun.status == status)
        return query

    def context(self) -> dict[str, Any]:
        jobs = [(job.title, trigger_words(job.trigger)) for _owner, job in current_instance().registry.jobs]
        return super().context() | {"jobs": jobs}


def job_titles() -> dict[str, str]:
    return {job.id: job.title for _owner, job in current_instance().registry.jobs}


def trigger_words(trigger: str) -> str:
    """A cron line of five fields in words: 每月30日 02:30, 每天 06:00; other lines as 按计划."""
    fields = trigger.split()
    if len(fields) != 5:
        return "按计划"
    minute, hour, day, month, weekday = fields
    if not (minute.isdigit() and hour.isdigit()) or month != "*":
        return "按计划"
    at = f"{int(hour):02d}:{int(minute):02d}"
    if day == "*" and weekday == "*":
        return f"每天 {at}"
    if weekday == "*" and all(part.isdigit() for part in day.split(",")):
        return f"每月{'、'.join(day.split(','))}日 {at}"
    return f"每月最后一天 {at}" if day == "last" and weekday == "*" else "按计划"


class AuditFilters(FilterForm):
    """Filters of the log."""

    primary = ("q", "from_on", "to_on")
    q = TextField("人员、单位或事项", limit=60)
    from_on = DayField("自")
    to_on = DayField("至")


class Audit(ListView):
    """Who changed what, and when. Hazards have their own timeline."""

    permission = "audit.view"
    title = "操作日志"
    explanation = "只增不改。隐患的每一步在隐患页面的办理经过里。"
    key = AuditEntry.event_no
    filter_form = AuditFilters
    empty = Empty("还没有记录", "有人开设账号、登记企业、调整岗位后，这里会逐条列出。")
    columns = (
        Column("action", "事项", lambda row: row[0].action, lead=True, kind="short"),
        Column("recorded_at", "时间", lambda row: row[0].recorded_at, "moment", AuditEntry.recorded_at),
        Column("actor_name", "人员", lambda row: row[0].actor_name, kind="short"),
        Column("login", "登录名", lambda row: row[1] or "", kind="short"),
        Column("unit_name", "单位", lambda row: row[0].unit_name),
        Column("detail", "内容", lambda row: detail_words(row[0].detail)),
        Column("event_no", "序号", lambda row: row[0].event_no, "number"),
    )

    def rows(self, filters: Any) -> Select[Any]:
        # The login tells people of one name apart (T-06).
        login = select(Account.login).where(Account.id == AuditEntry.account_id).scalar_subquery()
        query = select(AuditEntry, login).where(not_(of_hidden_visit(AuditEntry.subject_kind, AuditEntry.subject_id)))
        if text := filters.value("q"):
            query = query.where(
                or_(
                    AuditEntry.actor_name.icontains(text, autoescape=True),
                    AuditEntry.unit_name.icontains(text, autoescape=True),
                    AuditEntry.action.icontains(text, autoescape=True),
                    AuditEntry.detail.icontains(text, autoescape=True),
                )
            )
        if day := filters.value("from_on"):
            query = query.where(AuditEntry.recorded_at >= clock.start_of(day))
        if day := filters.value("to_on"):
            query = query.where(AuditEntry.recorded_at < clock.end_of(day))
        return query

    def row_id(self, row: Any) -> Any:
        return row[0].event_no
