"""How do the areas become the one backend that conversations ask?"""

from __future__ import annotations

from backend.areas.people.service import PeopleService
from backend.areas.slips.service import SlipsService
from backend.contract.caller import Caller
from backend.contract.people import Challenge, ResendCode, StartIdentification
from backend.kit.throttle import Throttle
from backend.rules_service.calculator import Calculator
from bimeyar.parts import Parts
from bimeyar.throttles import check_chat


class InProcessBackend:
    """`backend.contract.backend.Backend` on the services of this process: each method belongs to one of them."""

    def __init__(self, *, people: PeopleService, slips: SlipsService, calculator: Calculator, codes: Throttle) -> None:
        """`codes`: how often one chat may have a code sent."""
        self._people = people
        self._codes = codes
        self.check_code = people.check_code
        self.who_am_i = people.who_am_i
        self.links = people.links
        self.revoke_link = people.revoke_link
        self.choose_language = people.choose_language
        self.premium_account = slips.premium_account
        self.quote_slip = slips.quote_slip
        self.issue_slip = slips.issue_slip
        self.slip = slips.slip
        self.my_slips = slips.my_slips
        self.cancel_slip = slips.cancel_slip
        self.start_payment = slips.start_payment
        self.payment = slips.payment
        self.premium_for_wage = calculator.premium_for_wage
        self.wage_for_premium = calculator.wage_for_premium

    async def start_identification(self, request: StartIdentification, caller: Caller) -> Challenge:
        """See the contract; a chat that floods us reaches no register and no database."""
        await check_chat(self._codes, caller)
        return await self._people.start_identification(request, caller)

    async def resend_code(self, request: ResendCode, caller: Caller) -> Challenge:
        """As `start_identification`."""
        await check_chat(self._codes, caller)
        return await self._people.resend_code(request, caller)


def build_backend(parts: Parts) -> InProcessBackend:
    """Of the parts of this process."""
    return InProcessBackend(
        people=parts.people, slips=parts.slips, calculator=parts.calculator, codes=parts.throttles.codes
    )
