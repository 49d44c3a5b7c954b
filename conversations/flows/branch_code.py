"""How is the activation code of a branch used? The step that `identify` and `my-data` have in common [I2]."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from backend.contract.backend import Backend
from backend.contract.people import Identified, UseActivation
from conversations.engine import Answers, Call, Refusal
from conversations.engine.steps import Step
from conversations.flows.one_code import LOCKED


def use_activation(
    code: Step[str], *, national_id: Callable[[Answers], str], birth_date: Callable[[Answers], date]
) -> Call[Identified, UseActivation]:
    """Link this chat by the code, and take the mobile that the branch saw as the one on file."""
    return Call(
        "use",
        Backend.use_activation,
        request=lambda a: UseActivation(national_id=national_id(a), birth_date=birth_date(a), code=a[code]),
        commits=True,
        sample=Identified(person="1", name="رضا", link="1"),
        refusals=(Refusal("activation-wrong", {"left": 4}), "activation-over", LOCKED),
    )
