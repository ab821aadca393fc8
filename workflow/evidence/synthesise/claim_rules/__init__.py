"""The rules that turn evidence into a verdict on a claim, a file each. None looks at a p-value of a study."""

from __future__ import annotations

from evidence.registry import Registry
from evidence.synthesise.claim_rule import ClaimRule

RULES: Registry[ClaimRule] = Registry(
    __name__, "RULE", ClaimRule, "evidence.claim_rules", lambda rule: (rule.name,)
)
