"""How does another process ask the backend? `HttpBackend` is the contract again, over the routes of `rpc.py`."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

import httpx2
from pydantic import BaseModel, ValidationError

from backend.client.rpc import PREFIX
from backend.contract import cases, people, rules, slips, supplementary, voluntary
from backend.contract.caller import Caller
from backend.contract.outcome import Refused, Unavailable

Result = TypeVar("Result", bound=BaseModel)
TIMEOUT = httpx2.Timeout(connect=2.0, read=15.0, write=5.0, pool=5.0)
"""Seconds; a default for the setting."""


@dataclass(frozen=True, slots=True)
class HttpBackend:
    """The backend at `base_url`; `client` is closed by whoever made it.

    Raises the same `Refused` and `Unavailable` as the backend itself; whatever else goes wrong on the way is
    `Unavailable`, and the same key may be tried again.
    """

    client: httpx2.AsyncClient = field(repr=False)
    base_url: str
    token: str = field(repr=False)
    prefix: str = PREFIX
    timeout: httpx2.Timeout = field(default_factory=lambda: TIMEOUT, repr=False)

    async def start_identification(self, request: people.StartIdentification, caller: Caller) -> people.Challenge:
        return await self._ask("start_identification", request, caller, people.Challenge)

    async def resend_code(self, request: people.ResendCode, caller: Caller) -> people.Challenge:
        return await self._ask("resend_code", request, caller, people.Challenge)

    async def check_code(self, request: people.CheckCode, caller: Caller) -> people.Identified:
        return await self._ask("check_code", request, caller, people.Identified)

    async def use_activation(self, request: people.UseActivation, caller: Caller) -> people.Identified:
        return await self._ask("use_activation", request, caller, people.Identified)

    async def who_am_i(self, request: people.AskWhoAmI, caller: Caller) -> people.WhoAmI:
        return await self._ask("who_am_i", request, caller, people.WhoAmI)

    async def links(self, request: people.AskLinks, caller: Caller) -> people.Links:
        return await self._ask("links", request, caller, people.Links)

    async def revoke_link(self, request: people.RevokeLink, caller: Caller) -> people.Revoked:
        return await self._ask("revoke_link", request, caller, people.Revoked)

    async def choose_language(self, request: people.ChooseLanguage, caller: Caller) -> people.LanguageChosen:
        return await self._ask("choose_language", request, caller, people.LanguageChosen)

    async def premium_account(self, request: slips.AskAccount, caller: Caller) -> slips.PremiumAccount:
        return await self._ask("premium_account", request, caller, slips.PremiumAccount)

    async def quote_slip(self, request: slips.ChooseMonths, caller: Caller) -> slips.SlipQuote:
        return await self._ask("quote_slip", request, caller, slips.SlipQuote)

    async def issue_slip(self, request: slips.IssueSlip, caller: Caller) -> slips.Slip:
        return await self._ask("issue_slip", request, caller, slips.Slip)

    async def slip(self, request: slips.AskSlip, caller: Caller) -> slips.Slip:
        return await self._ask("slip", request, caller, slips.Slip)

    async def my_slips(self, request: slips.AskSlips, caller: Caller) -> slips.Slips:
        return await self._ask("my_slips", request, caller, slips.Slips)

    async def cancel_slip(self, request: slips.CancelSlip, caller: Caller) -> slips.Slip:
        return await self._ask("cancel_slip", request, caller, slips.Slip)

    async def start_payment(self, request: slips.StartPayment, caller: Caller) -> slips.Payment:
        return await self._ask("start_payment", request, caller, slips.Payment)

    async def payment(self, request: slips.AskPayment, caller: Caller) -> slips.Payment:
        return await self._ask("payment", request, caller, slips.Payment)

    async def rates(self, request: rules.AskRates, caller: Caller) -> rules.Rates:
        return await self._ask("rates", request, caller, rules.Rates)

    async def premium_for_wage(self, request: rules.PremiumForWage, caller: Caller) -> rules.Calculation:
        return await self._ask("premium_for_wage", request, caller, rules.Calculation)

    async def wage_for_premium(self, request: rules.WageForPremium, caller: Caller) -> rules.Calculation:
        return await self._ask("wage_for_premium", request, caller, rules.Calculation)

    async def proof(self, request: people.AskProof, caller: Caller) -> people.Proof:
        return await self._ask("proof", request, caller, people.Proof)

    async def send_code(self, request: people.SendCode, caller: Caller) -> people.Challenge:
        return await self._ask("send_code", request, caller, people.Challenge)

    async def my_data(self, request: people.AskMyData, caller: Caller) -> people.MyData:
        return await self._ask("my_data", request, caller, people.MyData)

    async def correct_contact(self, request: people.CorrectContact, caller: Caller) -> people.MyData:
        return await self._ask("correct_contact", request, caller, people.MyData)

    async def start_mobile(self, request: people.StartMobile, caller: Caller) -> people.Challenge:
        return await self._ask("start_mobile", request, caller, people.Challenge)

    async def confirm_mobile(self, request: people.CheckCode, caller: Caller) -> people.MobileChanged:
        return await self._ask("confirm_mobile", request, caller, people.MobileChanged)

    async def voluntary_eligibility(self, request: voluntary.AskEligibility, caller: Caller) -> voluntary.Eligibility:
        return await self._ask("voluntary_eligibility", request, caller, voluntary.Eligibility)

    async def by_law(self, request: voluntary.AskByLaw, caller: Caller) -> voluntary.ByLaw:
        return await self._ask("by_law", request, caller, voluntary.ByLaw)

    async def contract_terms(self, request: voluntary.AskTerms, caller: Caller) -> voluntary.ContractTerms:
        return await self._ask("contract_terms", request, caller, voluntary.ContractTerms)

    async def entry_exam(self, request: voluntary.AskEntryExam, caller: Caller) -> voluntary.EntryExam:
        return await self._ask("entry_exam", request, caller, voluntary.EntryExam)

    async def conclude_contract(self, request: voluntary.ConcludeContract, caller: Caller) -> voluntary.Contract:
        return await self._ask("conclude_contract", request, caller, voluntary.Contract)

    async def my_contract(self, request: voluntary.AskContract, caller: Caller) -> voluntary.Contract:
        return await self._ask("my_contract", request, caller, voluntary.Contract)

    async def change_wage_base(self, request: voluntary.ChangeWageBase, caller: Caller) -> voluntary.Contract:
        return await self._ask("change_wage_base", request, caller, voluntary.Contract)

    async def annul_contract(self, request: voluntary.AnnulContract, caller: Caller) -> voluntary.Contract:
        return await self._ask("annul_contract", request, caller, voluntary.Contract)

    async def my_requests(self, request: cases.AskRequests, caller: Caller) -> cases.Requests:
        return await self._ask("my_requests", request, caller, cases.Requests)

    async def enrolment_sheet(
        self, request: supplementary.AskEnrolmentSheet, caller: Caller
    ) -> supplementary.EnrolmentSheet:
        return await self._ask("enrolment_sheet", request, caller, supplementary.EnrolmentSheet)

    async def enrolment_terms(
        self, request: supplementary.AskEnrolmentTerms, caller: Caller
    ) -> supplementary.EnrolmentTerms:
        return await self._ask("enrolment_terms", request, caller, supplementary.EnrolmentTerms)

    async def enrolment_table(
        self, request: supplementary.AskEnrolmentTable, caller: Caller
    ) -> supplementary.EnrolmentTable:
        return await self._ask("enrolment_table", request, caller, supplementary.EnrolmentTable)

    async def judge_enrolment(
        self, request: supplementary.JudgeEnrolment, caller: Caller
    ) -> supplementary.EnrolmentJudgement:
        return await self._ask("judge_enrolment", request, caller, supplementary.EnrolmentJudgement)

    async def submit_enrolment(
        self, request: supplementary.SubmitEnrolment, caller: Caller
    ) -> supplementary.EnrolmentStanding:
        return await self._ask("submit_enrolment", request, caller, supplementary.EnrolmentStanding)

    async def withdraw_enrolment(
        self, request: supplementary.WithdrawEnrolment, caller: Caller
    ) -> supplementary.EnrolmentStanding:
        return await self._ask("withdraw_enrolment", request, caller, supplementary.EnrolmentStanding)

    async def _ask(self, method: str, request: BaseModel, caller: Caller, shape: type[Result]) -> Result:
        try:
            response = await self.client.post(
                f"{self.base_url.rstrip('/')}{self.prefix}/{method}",
                json={"request": request.model_dump(mode="json"), "caller": asdict(caller)},
                headers={"authorization": f"Bearer {self.token}"},
                timeout=self.timeout,
            )
            return _read(response, shape)
        except (httpx2.HTTPError, ValidationError):
            raise Unavailable("backend") from None


def _read(response: httpx2.Response, shape: type[Result]) -> Result:
    """The result, or the same exception as in process. Raises ValidationError for an answer of another shape."""
    if response.status_code == 200:
        return shape.model_validate_json(response.content)
    content = _content(response)
    if response.status_code == 409 and isinstance(content.get("code"), str):
        raise Refused(content["code"], content.get("values"))
    if response.status_code == 503 and isinstance(content.get("what"), str):
        raise Unavailable(content["what"], content.get("retry_after"))
    raise Unavailable("backend")


def _content(response: httpx2.Response) -> dict[str, Any]:
    try:
        content = response.json()
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
