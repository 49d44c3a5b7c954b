"""The counter of a branch over an office of the staff: the real areas, and an outbox that is a table."""

from __future__ import annotations

from pathlib import Path

import httpx2

from backend.areas.contracts.cover import TreatmentCover
from backend.areas.people.counter import ActivationCounter
from backend.areas.people.limits import IdentityLimits
from backend.areas.people.repository import LinkRecords
from backend.areas.slips.clearing import Clearing
from backend.areas.slips.ports import SlipsPorts
from backend.console.activation_paper import ActivationForms
from backend.console.branch_desk import BranchDesk
from backend.console.noting import Noted
from backend.payments.zarinpal import ZarinPal
from backend.registers.local.concluding import LocalContractBook
from backend.registers.local.contracts import LocalContributions
from backend.registers.local.entitlements import LocalEntitlements
from backend.registers.local.people import LocalPeople
from backend.rules_service.decisions import DecisionBook
from bimeyar.printing import PrinterRoom
from locales.texts import Texts
from tests.backend.slips.world import MERCHANT, RULESET, TableOutbox
from tests.backend.staff.office import Office


def slips_of(office: Office) -> SlipsPorts:
    """Slips on the database of this office; nobody is asked of a bank."""
    return SlipsPorts(
        database=office.database,
        vault=office.vault,
        clock=office.clock,
        people=LocalPeople(vault=office.vault),
        contracts=LocalContractBook(),
        contributions=LocalContributions(),
        cover=TreatmentCover(contracts=LocalContractBook(), entitlements=LocalEntitlements(), ruleset=RULESET),
        links=LinkRecords(),
        outbox=TableOutbox(),
        gateway=ZarinPal(client=httpx2.AsyncClient(), base_url="http://gateway.test", merchant_id=MERCHANT),
        decisions=DecisionBook(office.vault, RULESET),
        return_base="http://bimeyar.test/pay/return",
    )


def branch_of(office: Office) -> BranchDesk:
    """The counter; `add_person` of the world of slips puts somebody before it."""
    slips = slips_of(office)
    return BranchDesk(
        clearing=Clearing(ports=slips, trail=Noted(office.trail, office.clock, kind="contract")),
        activations=ActivationCounter(
            database=office.database,
            vault=office.vault,
            clock=office.clock,
            register=slips.people,
            outbox=slips.outbox,
            trail=Noted(office.trail, office.clock, kind="activation"),
            limits=IdentityLimits(),
        ),
        form=ActivationForms(PrinterRoom(Path(__file__).parents[2] / ".fonts", Texts()).printer),
    )
