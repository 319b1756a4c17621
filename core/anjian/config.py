"""Settings of one installation, from the environment (`ANJIAN_…`) or a `.env` file in the instance folder."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting has a default that suits one machine; `docs/operations.md` lists them all."""

    model_config = SettingsConfigDict(env_prefix="ANJIAN_", extra="ignore")

    instance: Path = Field(default=Path("var/instance"), description="存放数据库、附件、密钥的目录")
    database_url: str = Field(default="", description="数据库地址；空则用实例目录下的 SQLite")
    campaign: str = Field(default="jincheng_2023", description="当前专项行动包")
    campaigns_beside: list[str] = Field(default_factory=list, description="与当前专项行动同时开展的其他专项行动包")
    packs: Path | None = Field(default=None, description="另外的专项行动包目录")
    disabled_plugins: list[str] = Field(default_factory=list, description="停用的插件名")
    plugin_departments: dict[str, str] = Field(default_factory=dict, description="插件名到责任部门代码")
    session_hours: int = Field(default=12, ge=1, description="登录有效小时数")
    section_seconds: float = Field(default=30.0, gt=0, description="报告章节的时限（秒）")
    secure_cookies: bool = Field(default=False, description="仅经 HTTPS 发送 Cookie")
    trusted_proxies: int = Field(default=0, ge=0, description="前面有几层可信的反向代理")
    parent_days: int = Field(default=3, ge=0, description="主体企业审核期限（工作日）")
    confirm_days: int = Field(default=5, ge=0, description="监管部门确认期限（工作日）")
    list_days: int = Field(default=3, ge=0, description="确认后挂牌督办的期限（工作日）")
    list_reported: bool = Field(default=True, description="群众举报和上级交办的重大事故隐患是否也须挂牌督办")
    publish_days: int = Field(default=5, ge=0, description="挂牌后公布的期限（工作日）")
    plan_days: int = Field(default=5, ge=0, description="落实“五落实”的期限（工作日）")
    extend_ask_days: int = Field(default=20, ge=0, description="挂牌督办的隐患，须在整改期限届满前多少个工作日申请延期")
    extend_days: int = Field(default=10, ge=0, description="延期审批期限（工作日）")
    accept_days: int = Field(default=10, ge=0, description="验收期限（工作日）")
    lift_days: int = Field(default=5, ge=0, description="验收销号后摘牌并公布的期限（工作日）")
    intake_days: int = Field(default=60, ge=1, description="举报自收到之日起的办理期限（日）")
    intake_objection_days: int = Field(default=10, ge=1, description="答复后可以申请复查的期限（日）")
    intake_reexamination_days: int = Field(default=30, ge=1, description="复查的办理期限（日）")
    intake_department: str = Field(default="emergency", description="未明确部门的举报由哪个部门承办")
    intake_hourly: int = Field(default=20, ge=1, description="同一网络地址每小时可以网上举报的次数")
    board_days: int = Field(default=3, ge=0, description="整改方案确定后公示于企业醒目位置的期限（日）")
    public_url: str = Field(default="", description="公众访问本系统的网址，印在公示牌二维码里；空则用打印时的网址")
    progress_months: int = Field(default=1, ge=1, le=12, description="企业每几个月报告一次重大事故隐患整治情况")
    progress_day: int = Field(default=25, ge=1, le=31, description="报告期最后一个月的几日前报告整治情况")
    refusal_days: int = Field(default=7, ge=1, description="企业拒不执行后几个工作日内作出决定")

    @property
    def resolved_database_url(self) -> str:
        return self.database_url or f"sqlite:///{(self.instance / 'anjian.db').absolute()}"

    @property
    def attachments(self) -> Path:
        return self.instance / "attachments"
