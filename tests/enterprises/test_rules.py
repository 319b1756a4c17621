from anjian.enterprises.rules import LinkPlan, changed_fields, planned_links

DEFAULTS = {"生产": "emergency", "运输": "transport", "油气长输管道": "energy"}


def test_the_named_department_leads_the_first_link_and_defaults_lead_the_others() -> None:
    assert planned_links(["运输", "生产", "运输"], "emergency", DEFAULTS) == (
        LinkPlan("运输", "emergency"),
        LinkPlan("生产", "emergency"),
    )
    assert planned_links(["生产", "运输"], None, DEFAULTS) == (
        LinkPlan("生产", "emergency"),
        LinkPlan("运输", "transport"),
    )
    assert planned_links(["未知"], None, DEFAULTS) == (LinkPlan("未知", None),)


def test_a_blank_is_unknown_and_changes_nothing() -> None:
    before = {"name": "甲", "address": "某路1号", "chief": "", "categories": (("生产", "emergency"),)}
    after = {"name": "甲", "address": None, "chief": "某人", "categories": ()}
    assert changed_fields(before, after) == ("chief",)
