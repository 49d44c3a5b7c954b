"""What does the pretended backend do about the supplementary insurance? The rules are the real ones, all else in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from backend.areas.enrolments.facts import File, Open, decide
from backend.areas.enrolments.judging import changes_of, judgement_of, refusal_of
from backend.areas.enrolments.repository import Request
from backend.areas.enrolments.seeding import example_years
from backend.areas.enrolments.showing import door_of, table_of, year_of
from backend.areas.enrolments.year_form import as_document, digest_of, read_year
from backend.areas.enrolments.years import EnteredYear
from backend.contract import cases as case_shapes
from backend.contract import supplementary as shapes
from backend.contract.caller import Caller
from backend.contract.outcome import Refused
from backend.domain.calendar import parse_jalali
from backend.domain.cases import CaseStatus, Queue
from backend.domain.rules import load_ruleset
from backend.domain.supplementary import Action, Basis, Kinship, first_month_of, last_day_for
from backend.kit.cases import CaseStanding
from backend.kit.clock import TEHRAN
from backend.registers.pensions import Pension, PensionMember
from backend.registers.ports import BranchOffice, Person
from conversations.talk import MovingClock
from tests.flows.account import BRANCH
from tests.flows.contracts import FakeContracts

RULESET = load_ruleset()
OFFICE = BranchOffice(BRANCH.code, BRANCH.name, BRANCH.address, BRANCH.phone, "تهران")
_WHO = Person(1, "0499370899", "رضا", "احمدی", "حسن", date(1966, 10, 13), None, None, None, BRANCH.code, alive=True)
_PLACES = {
    CaseStatus.AT_ASSOCIATION: (Queue.ASSOCIATION, "تهران"),
    CaseStatus.AT_BRANCH: (Queue.BRANCH, BRANCH.name),
    CaseStatus.SENT_BACK: (Queue.APPLICANT, BRANCH.name),
}


def _member(key: str, kinship: Kinship, name: str, until: str | None = None) -> PensionMember:
    return PensionMember(
        key=key,
        kinship=kinship,
        name=name,
        until=parse_jalali(until) if until else None,
        basis=Basis.THROUGH_PENSIONER,
        covered=False,
        plan=None,
    )


FAMILY = (
    _member("0", Kinship.SELF, "رضا احمدی"),
    _member("1", Kinship.SPOUSE, "زهرا کریمی"),
    _member("2", Kinship.CHILD, "علی احمدی", "1407-01-15"),
    _member("3", Kinship.CHILD, "سارا احمدی"),
)


def _years() -> list[EnteredYear]:
    found = []
    for number, given in enumerate(example_years(), start=1):
        form, at = read_year(given), datetime(2026, 10, 1, tzinfo=TEHRAN)
        made = EnteredYear(
            id=number,
            document=as_document(form),
            form=given,
            digest=digest_of(form),
            entered_by=-1,
            entered_at=at,
            approved_by=-2,
            approved_at=at,
        )
        found.append(made)
    return found


class FakeEnrolments(FakeContracts):
    """One pensioner and their requests; nobody is a pensioner before `! family`."""

    def __init__(self, clock: MovingClock) -> None:
        super().__init__(clock)
        self.pension: Pension | None = None
        self.family: tuple[PensionMember, ...] = FAMILY
        self.years = _years()
        self.requests: list[Open] = []

    def _today(self) -> date:
        return self.clock.now().astimezone(TEHRAN).date()

    def _file(self) -> File:
        on = self._today()
        year = next((one for one in self.years if on in one.document.year), None)
        members = self.family if self.pension else ()
        return File(person=_WHO, pension=self.pension, members=members, branch=OFFICE, entered=year, on=on)

    def _open_one(self) -> Open | None:
        return next((one for one in self.requests if one.case.queue is not None), None)

    async def enrolment_sheet(self, request: shapes.AskEnrolmentSheet, caller: Caller) -> shapes.EnrolmentSheet:
        self.trouble.before("enrolment_sheet")
        self.whoever(caller)
        file, now = self._file(), self._open_one()
        return shapes.EnrolmentSheet(
            door=door_of(file, now),
            name=_WHO.name,
            pension=self.pension.number if self.pension else None,
            county=self.pension.county if self.pension else None,
            branch=BRANCH,
            year=year_of(file.entered) if file.entered else None,
            request=self._standing(now) if now else None,
        )

    async def enrolment_terms(self, request: shapes.AskEnrolmentTerms, caller: Caller) -> shapes.EnrolmentTerms:
        self.trouble.before("enrolment_terms")
        document = self._file().approved.document
        pieces = [shapes.EnrolmentTermsPiece(heading=one.heading, text=one.text) for one in document.terms.pieces]
        return shapes.EnrolmentTerms(version=document.terms_version, year=document.year.year, pieces=tuple(pieces))

    async def enrolment_table(self, request: shapes.AskEnrolmentTable, caller: Caller) -> shapes.EnrolmentTable:
        self.trouble.before("enrolment_table")
        self.whoever(caller)
        return table_of(self._file(), self._open_one(), request)

    async def judge_enrolment(self, request: shapes.JudgeEnrolment, caller: Caller) -> shapes.EnrolmentJudgement:
        self.trouble.before("judge_enrolment")
        self.whoever(caller)
        return self._judge_choice(request.chosen, request.plan)

    def _judge_choice(self, chosen: tuple[str, ...], plan: str) -> shapes.EnrolmentJudgement:
        file = self._file()
        decision = decide(RULESET, file, plan=plan, changes=changes_of(file, chosen))
        first = first_month_of(file.year, on=file.on, payroll_day=15)
        return judgement_of(file, plan, decision, first=first, accept_by=last_day_for(first, payroll_day=15))

    async def submit_enrolment(self, request: shapes.SubmitEnrolment, caller: Caller) -> shapes.EnrolmentStanding:
        return self.once("submit_enrolment", caller, lambda: self._submit(request, caller))

    def _submit(self, asked: shapes.SubmitEnrolment, caller: Caller) -> shapes.EnrolmentStanding:
        self.whoever(caller)
        if not self._is_proved():
            raise Refused("proof-needed", {"minutes": 15})
        file, now = self._file(), self._open_one()
        if now is not None and asked.number is None:
            raise Refused("enrolment-open", {"number": now.request.number})
        if asked.terms != file.approved.document.terms_version:
            raise Refused("enrolment-terms-changed")
        changes = changes_of(file, [change.member for change in asked.changes])
        decision = decide(RULESET, file, plan=asked.plan, changes=changes)
        if decision.value is None:
            raise refusal_of(decision, file)
        if decision.value.pensioner != asked.pensioner:
            raise Refused("enrolment-repriced", {"pensioner": decision.value.pensioner})
        made = Request(
            number=asked.number or f"14050000{len(self.requests) + 1:04d}",
            person=1,
            pension="20000001",
            contract_year=file.approved.id,
            plan=asked.plan,
            changes=changes,
            terms=asked.terms,
            terms_digest="",
            accepted_at=self.clock.now(),
            decision="",
            persons=decision.value.persons,
            pensioner=decision.value.pensioner,
            correct=(),
            submitted_at=self.clock.now(),
            turn=1,
        )
        if now is not None:
            self.requests.remove(now)
        at_branch = now is not None and now.case.office == BRANCH.name
        status = CaseStatus.AT_BRANCH if at_branch else CaseStatus.AT_ASSOCIATION
        self.requests.insert(0, Open(made, self._case(status)))
        return self._standing(self.requests[0])

    def _case(self, status: CaseStatus, *, reason: str | None = None, note: str | None = None) -> CaseStanding:
        queue, office = _PLACES.get(status, (None, BRANCH.name))
        now = self.clock.now()
        return CaseStanding(
            ref="c1", status=status, queue=queue, office=office, since=now, opened_at=now, reason=reason, note=note
        )

    async def withdraw_enrolment(self, request: shapes.WithdrawEnrolment, caller: Caller) -> shapes.EnrolmentStanding:
        return self.once("withdraw_enrolment", caller, lambda: self._withdraw(request.number))

    def _withdraw(self, number: str) -> shapes.EnrolmentStanding:
        now = self._open_one()
        if now is None or now.request.number != number:
            raise Refused("enrolment-over" if self.requests else "enrolment-none")
        return self._standing(self._stand(CaseStatus.WITHDRAWN))

    def _stand(self, status: CaseStatus, *, correct: tuple[str, ...] = (), **why: str) -> Open:
        first = self.requests[0]
        case = self._case(status, reason=why.get("reason"), note=why.get("note"))
        if status is CaseStatus.SENT_BACK:
            case = replace(case, office=first.case.office)
        self.requests[0] = Open(replace(first.request, correct=correct), case)
        return self.requests[0]

    def _standing(self, one: Open) -> shapes.EnrolmentStanding:
        names = {member.key: member.name for member in self.family}
        return shapes.EnrolmentStanding(
            number=one.request.number,
            status=one.case.status,
            since=one.case.since,
            opened_at=one.case.opened_at,
            holder=one.case.queue,
            office=one.case.office,
            reason=one.case.reason,
            note=one.case.note,
            lines=tuple(names[key] for key in one.request.correct),
            pensioner=one.request.pensioner,
            persons=one.request.persons,
            desk="branch" if one.case.office == BRANCH.name else "association",
        )

    def enrolment_cases(self) -> tuple[case_shapes.Request, ...]:
        """The requests as «درخواست‌های من» shows them."""
        return tuple(
            case_shapes.Request(
                id=one.request.number,
                kind="supplementary",
                subject=one.request.number,
                status=one.case.status,
                since=one.case.since,
                opened_at=one.case.opened_at,
                holder=one.case.queue,
                office=one.case.office,
                reason=one.case.reason,
                note=one.case.note,
            )
            for one in self.requests
        )

    def become_pensioner(self, words: list[str]) -> None:
        """`family WORD…` of a transcript. Raises LookupError for a word that nobody knows."""
        self.pension = Pension("20000001", 1, BRANCH.code, "تهران", active=True, staff=False)
        for word in words:
            match word:
                case "alone":
                    self.family = FAMILY[:1]
                case "working-spouse":
                    self._alter("1", basis=Basis.EMPLOYED)
                case "ended":
                    self._alter("2", until=parse_jalali("1405-06-31"))
                case "insured":
                    self.family = tuple(replace(one, covered=True, plan="gold") for one in self.family)
                case "staff":
                    self.pension = replace(self.pension, staff=True)
                case "closed":
                    self.pension = replace(self.pension, active=False)
                case "children":
                    self.family = FAMILY
                case _:
                    raise LookupError(word)

    def _alter(self, key: str, **changes: object) -> None:
        self.family = tuple(replace(one, **changes) if one.key == key else one for one in self.family)  # type: ignore[arg-type]

    def decide_request(self, words: list[str]) -> None:
        """`request WORD…` of a transcript: approved, accepted, rejected REASON, sent-back KEY REASON, sent-back REASON."""
        match words:
            case ["approved"]:
                self._stand(CaseStatus.AT_BRANCH)
            case ["accepted"]:
                actions = {change.member: change.action for change in self.requests[0].request.changes}
                for key, action in actions.items():
                    has = action is Action.REGISTER
                    self._alter(key, covered=has, plan="gold" if has else None)
                self._stand(CaseStatus.CONFIRMED)
            case ["rejected", reason]:
                self._stand(CaseStatus.REJECTED, reason=reason)
            case ["sent-back", key, reason] if key.isdigit():
                self._stand(CaseStatus.SENT_BACK, correct=(key,), reason=reason)
            case ["sent-back", reason]:
                self._stand(CaseStatus.SENT_BACK, reason=reason)
            case _:
                raise LookupError(" ".join(words))
