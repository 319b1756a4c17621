"""The ledger as the reader filters it, in the form of 附件2."""

from __future__ import annotations

import io

from flask import request, send_file
from flask.typing import ResponseReturnValue

from anjian.campaigns.current import current_pack
from anjian.enterprises.models import Enterprise
from anjian.hazards import queries
from anjian.hazards.forms import LedgerFilters
from anjian.hazards.models import Hazard
from anjian.hazards.views import narrowed, offer
from anjian.kernel import clock
from anjian.kernel.ledger import take_watermark
from anjian.kernel.system import system_read
from anjian.reports.documents import annex2
from anjian.reports.documents.list_rows import by_place, chosen_rows
from anjian.reports.figures.clocks import AsOf, chinese_day
from anjian.ui.context import current_instance
from anjian.ui.view import View

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class LedgerList(View):
    """Download the list: the same filters and the same scope as the page, in the order of the official list."""

    permission = "hazards.view"

    def get(self) -> ResponseReturnValue:
        instance, today = current_instance(), clock.today()
        pack = current_pack(instance.settings)
        filters = LedgerFilters()
        offer(filters, self.session)
        filters.process(request.args)
        filters.validate()
        chosen = queries.ledger(narrowed(filters), today).with_only_columns(Hazard.id, maintain_column_froms=True)
        order = (by_place(pack, Hazard.region_code), Enterprise.name, Hazard.discovered_on, Hazard.public_code)
        ids = self.session.scalars(chosen.order_by(*order)).all()
        asof = AsOf(pack.code, pack.campaign.starts_on, today, take_watermark(instance.database))
        stamp = f"台账筛选导出，数据截至{chinese_day(today)}，据台账第{asof.known}号记录"
        head = annex2.ListHead(pack, today.year, today.month, self.actor.unit_name, today, stamp, clock.demo_mode())
        # The ids were chosen in the reader's own scope; the system session only reads what stands beside them.
        with system_read(instance.database, "export of a filtered ledger") as session:
            content = annex2.write(head, chosen_rows(session, pack, asof, ids))
        name = f"{today.year}年{today.month}月 {self.actor.unit_name} 隐患清单.xlsx"
        return send_file(io.BytesIO(content), XLSX, as_attachment=True, download_name=name)
