"""What does the pretended backend do about voluntary contracts? As backend.areas.contracts does, in memory."""

from __future__ import annotations

from datetime import datetime, timedelta

from backend.contract import cases as case_shapes
from backend.contract import people as person_shapes
from backend.contract import voluntary as shapes
from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from backend.contract.voluntary import ContractStanding, ExamStanding, Value
from conversations.talk import MovingClock
from tests.flows.account import BRANCH, VISIT
from tests.flows.applicant import BY_LAWS, TAKE_BY, Applicant
from tests.flows.people import LIFETIME, RESEND_WAIT, TRIES, Challenge
from tests.flows.slips import FakeSlips

PROOF_LIFE = timedelta(minutes=15)
REZAS_IBAN = "IR820540102680020817909002"
"""His own account; every other one is somebody else's."""
_OVER = {ContractStanding.LAPSED, ContractStanding.ANNULLED}


def _hidden(text: str) -> str:
    return f"{text[:4]}***{text[-4:]}"


class FakeContracts(FakeSlips):
    """One applicant and the contracts concluded; `proved_at` is the last right code of the chat."""

    def __init__(self, clock: MovingClock) -> None:
        super().__init__(clock)
        self.applicant = Applicant()
        self.contracts: list[shapes.Contract] = []
        self.proved_at: datetime | None = None
        self.strangers = 0

    async def proof(self, request: person_shapes.AskProof, caller: Caller) -> person_shapes.Proof:
        self.trouble.before("proof")
        return person_shapes.Proof(fresh=self._is_proved(), minutes=15)

    def _is_proved(self) -> bool:
        return self.proved_at is not None and self.clock.now() < self.proved_at + PROOF_LIFE

    async def send_code(self, request: person_shapes.SendCode, caller: Caller) -> person_shapes.Challenge:
        return self.once("send_code", caller, lambda: self._send(caller))

    def _send(self, caller: Caller) -> person_shapes.Challenge:
        person = self.whoever(caller)
        self._refuse_if_locked(person.national_id)
        now = self.clock.now()
        made = Challenge(
            id=f"c{len(self.challenges) + 1}",
            person=person,
            national_id=person.national_id,
            code=self._draw(person),
            expires_at=now + LIFETIME,
            resend_at=now + RESEND_WAIT,
        )
        self.challenges[made.id] = made
        return made.view()

    def _judge(self, request: person_shapes.CheckCode, caller: Caller) -> person_shapes.Identified:
        identified = super()._judge(request, caller)
        self.proved_at = self.clock.now()
        return identified

    async def my_data(self, request: person_shapes.AskMyData, caller: Caller) -> person_shapes.MyData:
        self.trouble.before("my_data")
        self.whoever(caller)
        return self.applicant.data

    async def correct_contact(self, request: person_shapes.CorrectContact, caller: Caller) -> person_shapes.MyData:
        return self.once("correct_contact", caller, lambda: self._correct(request))

    def _correct(self, request: person_shapes.CorrectContact) -> person_shapes.MyData:
        if request.iban is not None and not self._is_proved():
            raise Refused("proof-needed", {"minutes": 15})
        if request.iban not in {None, REZAS_IBAN}:
            self._count_stranger()
        given = {name: value for name, value in request.model_dump().items() if value is not None}
        if "iban" in given:
            given["iban"] = _hidden(given["iban"])
        self.applicant.data = self.applicant.data.model_copy(update=given)
        return self.applicant.data

    def _count_stranger(self, kind: str = "iban") -> None:
        """As `backend.areas.people.guesses`; a lock by that is set up by `refuse`."""
        self.strangers += 1
        raise Refused(f"{kind}-not-owner", {"left": TRIES - self.strangers})

    async def start_mobile(self, request: person_shapes.StartMobile, caller: Caller) -> person_shapes.Challenge:
        return self.once("start_mobile", caller, lambda: self._start_mobile(request, caller))

    def _start_mobile(self, request: person_shapes.StartMobile, caller: Caller) -> person_shapes.Challenge:
        """Reza's are his number on file and those that end in the last four digits of his national id."""
        person = self.whoever(caller)
        if not self._is_proved():
            raise Refused("proof-needed", {"minutes": 15})
        if _hidden(request.mobile) == self.applicant.data.mobile:
            raise Refused("mobile-same")
        if request.mobile[-4:] != person.national_id[-4:]:
            self._count_stranger("mobile")
        made = self._send(caller)
        self.challenges[made.id].to = request.mobile
        return made

    async def confirm_mobile(self, request: person_shapes.CheckCode, caller: Caller) -> person_shapes.MobileChanged:
        return self.once("confirm_mobile", caller, lambda: self._confirm_mobile(request))

    def _confirm_mobile(self, request: person_shapes.CheckCode) -> person_shapes.MobileChanged:
        asked = self.challenges[request.challenge]
        if not self._is_proved():
            raise Refused("proof-needed", {"minutes": 15})
        self._refuse_if_locked(asked.national_id)
        if asked.closed or asked.expires_at <= self.clock.now():
            raise Refused("code-expired")
        if request.code != asked.code:
            self._count_wrong(asked)
        asked.closed = True
        self.applicant.data = self.applicant.data.model_copy(update={"mobile": _hidden(asked.to)})
        self.told += [f"mobile-changed {asked.to}", "mobile-old"]
        return person_shapes.MobileChanged(mobile=_hidden(asked.to))

    async def voluntary_eligibility(self, request: shapes.AskEligibility, caller: Caller) -> shapes.Eligibility:
        self.trouble.before("voluntary_eligibility")
        self.whoever(caller)
        return self.applicant.eligibility(self._in_force())

    def _in_force(self) -> str | None:
        return next((one.id for one in self.contracts if one.standing not in _OVER), None)

    async def by_law(self, request: shapes.AskByLaw, caller: Caller) -> shapes.ByLaw:
        self.trouble.before("by_law")
        return BY_LAWS[request.version or self.applicant.by_law]

    async def contract_terms(self, request: shapes.AskTerms, caller: Caller) -> shapes.ContractTerms:
        self.trouble.before("contract_terms")
        return self.applicant.terms(request.premium, personal=self.person_of(caller) is not None)

    async def entry_exam(self, request: shapes.AskEntryExam, caller: Caller) -> shapes.EntryExam:
        self.trouble.before("entry_exam")
        self.whoever(caller)
        return self.applicant.exam()

    async def conclude_contract(self, request: shapes.ConcludeContract, caller: Caller) -> shapes.Contract:
        return self.once("conclude_contract", caller, lambda: self._conclude(request, caller))

    def _conclude(self, request: shapes.ConcludeContract, caller: Caller) -> shapes.Contract:
        self.whoever(caller)
        if not self._is_proved():
            raise Refused("proof-needed", {"minutes": 15})
        other = next((one for one in self.contracts if one.standing not in _OVER), None)
        if other is not None:
            raise Refused("contract-exists", _of(other))
        if self.applicant.lacking:
            raise Refused("contract-not-eligible", VISIT)
        if request.by_law != self.applicant.by_law:
            raise Refused("by-law-changed", {"version": self.applicant.by_law})
        if not (self.applicant.exempt or request.undertaking):
            raise Refused("undertaking-needed", {"take_by": TAKE_BY.isoformat()})
        self._refuse_other_terms(request.premium, request.wage_base)
        return self.add_contract(request.premium, request.wage_base, by_law=request.by_law)

    def _refuse_other_terms(self, premium: int, wage_base: int) -> None:
        found = self.applicant.terms(premium, personal=True)
        if not found.granted or (found.premium, found.wage_base) != (premium, wage_base):
            raise Refused("terms-changed", {"premium": found.premium, "wage_base": found.wage_base})

    def add_contract(self, premium: int, wage_base: int, *, by_law: str | None = None) -> shapes.Contract:
        """A contract concluded now; the newest stands first."""
        now, number = self.clock.now(), f"14050000{len(self.contracts) + 1:04d}"
        terms, counted_from = self.applicant.terms(None, personal=True), self.applicant.opens or now.date()
        exam = ExamStanding.NOT_NEEDED if self.applicant.exempt else ExamStanding.PENDING
        made = shapes.Contract(
            id=f"k{len(self.contracts) + 1}",
            number=number,
            concluded_on=now.date(),
            standing=ContractStanding.UNPAID,
            rate=27,
            wage_base=wage_base,
            premium=premium,
            first_month=terms.first_month,
            starts_on=terms.starts_on,
            paid_until=None,
            next_month=terms.first_month,
            next_amount=premium,
            next_due=counted_from + timedelta(days=22),
            first_payment_by=counted_from + timedelta(days=22),
            payable_from=self.applicant.opens,
            ends_on=counted_from + timedelta(days=30),
            wage_base_open=True,
            exam=exam,
            exam_by=TAKE_BY if exam is ExamStanding.PENDING else None,
            referral_open=exam is ExamStanding.PENDING,
            care=(),
            open_slip=None,
            by_law=by_law,
            by_law_agreed_at=now if by_law else None,
            blocks=(),
            history=(shapes.Event(at=now, code="concluded", values={"number": number, "premium": premium}),),
            branch=BRANCH,
            follows=None,
        )
        self.contracts.insert(0, made)
        return made

    async def my_contract(self, request: shapes.AskContract, caller: Caller) -> shapes.Contract:
        self.trouble.before("my_contract")
        self.whoever(caller)
        return self._newest()

    def _newest(self) -> shapes.Contract:
        if not self.contracts:
            raise Refused("contract-none")
        return self.contracts[0]

    async def my_requests(self, request: case_shapes.AskRequests, caller: Caller) -> case_shapes.Requests:
        self.trouble.before("my_requests")
        self.whoever(caller)
        first = 2 * (request.page - 1)
        items = (*self.enrolment_cases(), *(_request(each) for each in self.contracts))
        return case_shapes.Requests(
            items=items[first : first + 2], page=request.page, pages=max(1, -(-len(items) // 2))
        )

    def enrolment_cases(self) -> tuple[case_shapes.Request, ...]:
        """Requests of another kind."""
        return ()

    async def change_wage_base(self, request: shapes.ChangeWageBase, caller: Caller) -> shapes.Contract:
        return self.once("change_wage_base", caller, lambda: self._change_base(request))

    def _change_base(self, request: shapes.ChangeWageBase) -> shapes.Contract:
        self._refuse_unless_unpaid()
        self._refuse_other_terms(request.premium, request.wage_base)
        new = {"premium": request.premium, "wage_base": request.wage_base, "next_amount": request.premium}
        return self.change_contract("wage-base-changed", {"premium": request.premium}, **new)

    async def annul_contract(self, request: shapes.AnnulContract, caller: Caller) -> shapes.Contract:
        return self.once("annul_contract", caller, self._annul)

    def _annul(self) -> shapes.Contract:
        self._refuse_unless_unpaid()
        return self.end_contract("given-up", ContractStanding.ANNULLED)

    def end_contract(self, code: str, standing: ContractStanding) -> shapes.Contract:
        """The newest contract has ended today."""
        on: dict[str, Value] = {"on": self.clock.now().date().isoformat()}
        block = shapes.Block(code=code, cite="lapse", values=on)
        over = {"next_month": None, "next_amount": None, "next_due": None, "wage_base_open": False, "care": ()}
        return self.change_contract(code, on, standing=standing, blocks=(block,), **over)

    def _refuse_unless_unpaid(self) -> None:
        standing = self._newest().standing
        if standing in _OVER:
            raise Refused("contract-over")
        if standing is not ContractStanding.UNPAID:
            raise Refused("contract-paid")

    def change_contract(self, code: str, values: dict[str, Value], **changes: object) -> shapes.Contract:
        """The newest contract after something happened to it."""
        one = self._newest()
        event = shapes.Event(at=self.clock.now(), code=code, values=values)
        self.contracts[0] = one.model_copy(update={"history": (*one.history, event), **changes})
        return self.contracts[0]

    def stand(self, word: str) -> None:
        """`contract WORD` of a transcript. Raises LookupError for one that nobody knows."""
        if not self.contracts:
            self.add_contract(60_000_000, 222_222_223, by_law="1399-10")
        paid = {"paid_until": "1405-08", "next_month": "1405-09", "wage_base_open": False, "first_payment_by": None}
        in_force = {**paid, "standing": ContractStanding.IN_FORCE, "care": ("inpatient", "outpatient")}
        match word:
            case "unpaid":
                return
            case "again":
                self.end_contract("annulled", ContractStanding.ANNULLED)
                self.add_contract(60_000_000, 222_222_223, by_law="1399-10")
            case "paid":
                self.change_contract("treatment-opened", {}, **in_force)
            case "blocked" | "ahead":
                block = shapes.Block(
                    code="exam-open" if word == "blocked" else "exam-ahead",
                    cite="voluntary-contract-order-2",
                    values={**VISIT, "take_by": TAKE_BY.isoformat()},
                )
                changes = {
                    **in_force,
                    "standing": ContractStanding.BLOCKED,
                    "blocks": (block,),
                    "care": ("outpatient",),
                }
                self.change_contract("treatment-opened", {}, **changes)
            case "lapsed" | "annulled":
                self.end_contract(word, ContractStanding(word))
            case "given-up":
                self.end_contract(word, ContractStanding.ANNULLED)
            case _:
                raise LookupError(word)


def _of(contract: shapes.Contract) -> dict[str, str | int]:
    return {"number": contract.number, "concluded_on": contract.concluded_on.isoformat()}


def _request(contract: shapes.Contract) -> case_shapes.Request:
    """The request that led to a contract."""
    over = contract.standing in _OVER
    waits = contract.exam is ExamStanding.PENDING and not over
    status = "awaiting-exam" if waits else "lapsed" if over else "confirmed"
    return case_shapes.Request(
        id=contract.id,
        kind="voluntary-contract",
        subject=contract.number,
        status=status,
        since=contract.history[-1].at,
        opened_at=contract.history[0].at,
        holder="branch" if waits else None,
        office=BRANCH.name,
        reason=contract.standing.value if over else None,
        note=None,
    )
