"""The people room's blueprint."""

from __future__ import annotations

from flask import Blueprint

from anjian.people import admin, views

blueprint = Blueprint("people", __name__, template_folder="templates")

views.SignIn.add_to(blueprint, "/sign-in", "sign_in")
views.SignOut.add_to(blueprint, "/sign-out", "sign_out")
views.Password.add_to(blueprint, "/password", "password")
views.MySessions.add_to(blueprint, "/sessions", "my_sessions")
views.SwitchRole.add_to(blueprint, "/role", "switch_role")
admin.AccountList.add_to(blueprint, "/accounts", "accounts")
admin.AccountNew.add_to(blueprint, "/accounts/new", "account_new")
admin.AccountPage.add_to(blueprint, "/accounts/<int:account_id>", "account")
admin.RoleNew.add_to(blueprint, "/accounts/<int:account_id>/roles/new", "role_new")
admin.PostList.add_to(blueprint, "/posts", "posts")
admin.AppointmentNew.add_to(blueprint, "/posts/new", "appointment_new")
admin.AppointmentEnd.add_to(blueprint, "/posts/<int:holding_id>", "appointment")
