"""Every example of every rule over plans is flagged as it is marked, and mended as it says."""

from __future__ import annotations

import pytest

from coach.checks import CHECKS
from coach.proof import prove
from coach.rules import Rule, shipped

PLANS = [rule for rule in shipped().values() if CHECKS[rule.check].plan]


@pytest.mark.parametrize("rule", PLANS, ids=lambda rule: rule.id)
def test_what_its_examples_show(rule: Rule) -> None:
    assert list(prove(rule.path, {})) == []


def test_each_check_over_plans_has_a_rule() -> None:
    assert {rule.check for rule in PLANS} == {name for name, check in CHECKS.items() if check.plan}
