"""The plugin's blueprint, named like the plugin."""

from __future__ import annotations

from flask import Blueprint

from anjian.plugin_api.registers import RegisterPages, add_notices
from anjian_special_equipment import views
from anjian_special_equipment.registers import ACCIDENTS, CERTIFICATES, DUES, EQUIPMENT, PERSONNEL

blueprint = Blueprint("special_equipment", __name__)

RegisterPages(EQUIPMENT, views.EquipmentList, page=views.EquipmentPage).add_to(blueprint)
RegisterPages(PERSONNEL, views.PersonnelList, page=views.PersonnelPage, new=views.PersonnelNew).add_to(blueprint)
RegisterPages(CERTIFICATES, views.CertificateList, page=views.CertificatePage).add_to(blueprint)
RegisterPages(ACCIDENTS, views.AccidentList).add_to(blueprint)
add_notices(
    blueprint,
    DUES,
    explanation="每天早上检查在用设备的法定检验、安全附件校验和在岗人员的证书，30日内到期和已过期的列在这里；登记新的日期后次日自动解除。",
)
