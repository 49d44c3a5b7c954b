"""Which parts make up the counter of a branch in the staff console?"""

from __future__ import annotations

from backend.areas.people.counter import ActivationCounter
from backend.areas.slips.clearing import Clearing
from backend.areas.slips.ports import SlipsPorts
from backend.areas.staff.audit import Trail
from backend.console.activation_paper import ActivationForms
from backend.console.branch_desk import BranchDesk
from backend.console.noting import Noted
from bimeyar.printing import PrinterRoom
from bimeyar.settings import Settings


def open_counter(settings: Settings, slips: SlipsPorts, trail: Trail, printing: PrinterRoom) -> BranchDesk:
    """The counter of branches: debts paid there, activation codes and their forms."""
    return BranchDesk(
        clearing=Clearing(ports=slips, trail=Noted(trail, slips.clock, kind="contract")),
        activations=ActivationCounter(
            database=slips.database,
            vault=slips.vault,
            clock=slips.clock,
            register=slips.people,
            outbox=slips.outbox,
            trail=Noted(trail, slips.clock, kind="activation"),
            limits=settings.identity_limits(),
        ),
        form=ActivationForms(printing.printer),
    )
