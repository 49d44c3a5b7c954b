"""Which scenarios can a transcript set up? The pretended backend with its `!` lines.

! linked                       this chat belongs to Reza already (national id 0499370899, born 1345/07/21)
! stranger                     the register does not know Reza's national id
! account KIND                 unsettled, debt, lapsed, exam, none, all-paid, not-begun | last-month, self-employed, overdue, support, new
! slips N                      N earlier slips, paid, expired and cancelled in turn
! open-slip                    a slip of Aban and Azar that is not paid yet
! applicant WORD...            who applies: days, age, employed, self-employed, dependant, pensioner, other-fund, minor,
                               guardian (lacking) | nothing | examined | long | dearer | esfand | by-law (what changes)
! contract STATE               a voluntary contract: unpaid, paid, ahead (of the exam), blocked, lapsed, annulled, given-up,
                               again (that one annulled, and a new one)
! family WORD...               a pensioner with spouse and two children: alone, working-spouse, ended, insured, staff, closed
! request WORD...              approved | accepted | rejected REASON | sent-back [KEY] REASON
! proved                       a right code was given just now
! branch-code CODE             a branch has given Reza this activation code
! voluntary-rates N...         these are the rates of voluntary insurance
! price N                      the wage rises by N percent
! bank STATE                   what the bank says when it is asked: open, checking, paid, failed, refund
! down METHOD | ! up METHOD    the backend does not answer this method ("everything"); it answers again
! lost METHOD                  the effect of its next call happens, the answer is lost
! refuse METHOD CODE [k=v]     its next call is refused
! other-chat                   Reza has a chat on Bale too
! phone CODE | silent          the newest code on Reza's phone is this one; none has arrived
! told WORDS                   the newest SMS about a chat: "new telegram", "ended bale"
! count slips N | payments N | contracts N   so many were made
"""

from __future__ import annotations

from backend.contract import rules
from backend.contract.backend import Backend
from backend.contract.calendar import JalaliMonth
from backend.contract.caller import Caller
from backend.contract.slips import PaymentState, SlipState
from backend.domain.money import typeable_bounds
from conversations.talk import MovingClock
from tests.flows.account import KINDS
from tests.flows.enrolments import FakeEnrolments
from tests.flows.people import REZA

CHAT = ("telegram", "1", "1")
_LOWEST_WAGE, _HIGHEST_WAGE = 199_506_600, 1_163_788_500
_EARLIER = (SlipState.PAID, SlipState.EXPIRED, SlipState.PAID, SlipState.CANCELLED)


class FakeBackend(FakeEnrolments):
    """All of `Backend`, and `do` for the lines of a transcript."""

    def __init__(self, clock: MovingClock | None = None) -> None:
        super().__init__(clock or MovingClock())
        self.voluntary_rates: tuple[int, ...] = (27,)

    async def rates(self, request: rules.AskRates, caller: Caller) -> rules.Rates:
        self.trouble.before("rates")
        covers = {12: ("old_age", "death_after_retirement"), 14: ("old_age",), 18: ("old_age", "invalidity"), 27: ()}
        offered = self.voluntary_rates if request.kind == "voluntary" else (12, 14, 18)
        items = tuple(rules.OfferedRate(rate=rate, covers=covers.get(rate, ())) for rate in offered)
        return rules.Rates(kind=request.kind, month="1405-08", items=items)

    async def premium_for_wage(self, request: rules.PremiumForWage, caller: Caller) -> rules.Calculation:
        self.trouble.before("premium_for_wage")
        return _calculate(request.kind, request.rate, request.wage_base)

    async def wage_for_premium(self, request: rules.WageForPremium, caller: Caller) -> rules.Calculation:
        self.trouble.before("wage_for_premium")
        return _calculate(request.kind, request.rate, -(-request.premium * 100 // request.rate))

    def do(self, name: str, rest: list[str]) -> None:
        """One `!` line. Raises LookupError for a line that nobody knows, AssertionError for a claim that is not so."""
        match name, rest:
            case "linked", []:
                self.link(REZA, CHAT[0], CHAT)
            case "other-chat", []:
                self.link(REZA, "bale", ("bale", "1", "7"))
            case "stranger", []:
                self.people.clear()
            case "account", [kind]:
                self.become(**KINDS.get(kind, {"problem": kind}))
            case "slips", [number]:
                self._add_earlier(int(number))
            case "open-slip", []:
                self.add_slip("1405-08", "1405-09", 108_000_000)
            case "price", [percent]:
                self.become(raised=int(percent))
            case "bank", [state]:
                self.bank = PaymentState(state)
            case "applicant", words:
                self.applicant.become(words)
            case "contract", [word]:
                self.stand(word)
            case "proved", []:
                self.proved_at = self.clock.now()
            case _:
                self._disturb(name, rest)

    def _disturb(self, name: str, rest: list[str]) -> None:
        match name, rest:
            case "voluntary-rates", numbers:
                self.voluntary_rates = tuple(map(int, numbers))
            case "family", words:
                self.become_pensioner(words)
            case "request", words:
                self.decide_request(words)
            case "branch-code", [code]:
                self.branch_codes[code] = False
            case "down", [method]:
                self.trouble.down.add(method)
            case "up", [method]:
                self.trouble.down.remove(method)
            case "lost", [method]:
                self.trouble.lost.add(method)
            case "refuse", [method, code, *pairs]:
                self.refuse(method, code, *pairs)
            case _:
                self._claim(name, rest)

    def _claim(self, name: str, rest: list[str]) -> None:
        match name, rest:
            case "phone", ["silent"]:
                assert self.phone == []
            case "phone", [code]:
                assert self.phone[-1:] == [code]
            case "told", words:
                assert self.told[-1:] == [" ".join(words)]
            case "count", [what, number]:
                there = {"slips": len(self.slips), "payments": len(self.payments), "contracts": len(self.contracts)}
                assert there[what] == int(number)
            case _:
                raise LookupError(f"! {name} {' '.join(rest)}")

    def _add_earlier(self, number: int) -> None:
        month = self.account.paid_until
        earlier: list[JalaliMonth] = []
        for _ in range(number):
            earlier.append(month)
            month = month.plus(-1)
        for place, each in enumerate(reversed(earlier)):
            days_ago = 30 * (number - place)
            self.add_slip(str(each), str(each), 48_000_000, _EARLIER[place % len(_EARLIER)], days_ago)


def _calculate(kind: rules.Kind, rate: rules.Rate, wage: int) -> rules.Calculation:
    allowed = min(max(wage, _LOWEST_WAGE), _HIGHEST_WAGE)
    lowest, highest = typeable_bounds(_LOWEST_WAGE * rate // 100, _HIGHEST_WAGE * rate // 100)
    return rules.Calculation(
        granted=allowed == wage,
        kind=kind,
        rate=rate,
        month="1405-08",
        days=30,
        premium=allowed * rate // 100,
        wage_base=allowed,
        lowest_premium=lowest,
        highest_premium=highest,
        lowest_wage_base=_LOWEST_WAGE,
        highest_wage_base=_HIGHEST_WAGE,
        reasons=(),
        ruleset="1",
        on=JalaliMonth(1405, 8).first_day,
    )


def faithful(backend: FakeBackend) -> Backend:
    """The pretended backend has every method of the contract, with its shapes (mypy says so)."""
    return backend
