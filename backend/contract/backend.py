"""What can a conversation ask of the backend? One method a question; in process or over HTTP, the same."""

from __future__ import annotations

from typing import Protocol

from backend.contract import cases, people, rules, slips, supplementary, voluntary
from backend.contract.caller import Caller


class Backend(Protocol):
    """Every method takes one request shape and the caller, and gives one result shape.

    Raises `Refused` (understood, and no) or `Unavailable` (not now). Methods marked *commits* have an effect and
    give the same answer again for the same `caller.key`. The person is always the one linked to the caller's chat:
    `Refused("not-identified")` where there is none and one is needed.
    """

    async def start_identification(self, request: people.StartIdentification, caller: Caller) -> people.Challenge:
        """Commits. Refused: identify-locked {minutes}, identify-too-often {minutes}."""
        ...

    async def resend_code(self, request: people.ResendCode, caller: Caller) -> people.Challenge:
        """Commits. Refused: code-too-soon {seconds}, code-expired, identify-locked {minutes}."""
        ...

    async def check_code(self, request: people.CheckCode, caller: Caller) -> people.Identified:
        """Commits. Refused: code-wrong {left}, code-expired, identify-locked {minutes}."""
        ...

    async def use_activation(self, request: people.UseActivation, caller: Caller) -> people.Identified:
        """Commits. Refused: activation-wrong {left}, activation-over, identify-locked {minutes}."""
        ...

    async def who_am_i(self, request: people.AskWhoAmI, caller: Caller) -> people.WhoAmI:
        """Never refused."""
        ...

    async def links(self, request: people.AskLinks, caller: Caller) -> people.Links:
        """Refused: not-identified."""
        ...

    async def revoke_link(self, request: people.RevokeLink, caller: Caller) -> people.Revoked:
        """Commits. Refused: not-identified, link-unknown."""
        ...

    async def choose_language(self, request: people.ChooseLanguage, caller: Caller) -> people.LanguageChosen:
        """Commits. Never refused."""
        ...

    async def premium_account(self, request: slips.AskAccount, caller: Caller) -> slips.PremiumAccount:
        """Refused: not-identified, account-none, account-all-paid {year}, account-not-begun {opens, month}.

        Those that need the branch carry {branch, address, phone}: account-unsettled, account-debt {amount}, account-lapsed
        {lapsed_on}, account-over {number}, account-exam-pending, account-exam-unfit.
        """
        ...

    async def quote_slip(self, request: slips.ChooseMonths, caller: Caller) -> slips.SlipQuote:
        """Refused: as premium_account, months-outside-year, months-already-paid, months-not-consecutive."""
        ...

    async def issue_slip(self, request: slips.IssueSlip, caller: Caller) -> slips.Slip:
        """Commits. Refused: as quote_slip, slip-changed {total}, slip-open {number, total, deadline, slip}."""
        ...

    async def slip(self, request: slips.AskSlip, caller: Caller) -> slips.Slip:
        """Refused: not-identified, slip-unknown."""
        ...

    async def my_slips(self, request: slips.AskSlips, caller: Caller) -> slips.Slips:
        """Refused: not-identified."""
        ...

    async def cancel_slip(self, request: slips.CancelSlip, caller: Caller) -> slips.Slip:
        """Commits. Refused: slip-unknown, slip-being-paid, slip-paid {number}."""
        ...

    async def start_payment(self, request: slips.StartPayment, caller: Caller) -> slips.Payment:
        """Commits. Refused: slip-unknown, slip-paid, slip-expired, slip-cancelled, months-already-paid, payment-too-large.

        Without a result of the entry examination after its day: account-exam-pending, account-exam-unfit.
        Unavailable: gateway.
        """
        ...

    async def payment(self, request: slips.AskPayment, caller: Caller) -> slips.Payment:
        """Refused: payment-unknown, and where the slip can no longer be paid slip-cancelled, slip-expired {deadline}.

        Of a slip that another payment paid, that one is given.
        """
        ...

    async def rates(self, request: rules.AskRates, caller: Caller) -> rules.Rates:
        """Refused: month-unknown {month}."""
        ...

    async def premium_for_wage(self, request: rules.PremiumForWage, caller: Caller) -> rules.Calculation:
        """Refused: rate-kind-mismatch."""
        ...

    async def wage_for_premium(self, request: rules.WageForPremium, caller: Caller) -> rules.Calculation:
        """Refused: rate-kind-mismatch."""
        ...

    async def proof(self, request: people.AskProof, caller: Caller) -> people.Proof:
        """Never refused."""
        ...

    async def send_code(self, request: people.SendCode, caller: Caller) -> people.Challenge:
        """Commits; then `check_code`, `resend_code`. Refused: not-identified, identify-locked {minutes}, identify-too-often {minutes}."""
        ...

    async def my_data(self, request: people.AskMyData, caller: Caller) -> people.MyData:
        """Refused: not-identified."""
        ...

    async def correct_contact(self, request: people.CorrectContact, caller: Caller) -> people.MyData:
        """Commits; Unavailable where the banks do not say whose an IBAN is.

        Refused: not-identified, postal-code-wrong, iban-wrong, iban-not-owner {left}, iban-locked {minutes}, and for an
        IBAN proof-needed {minutes}.
        """
        ...

    async def start_mobile(self, request: people.StartMobile, caller: Caller) -> people.Challenge:
        """Commits; then `confirm_mobile`, `resend_code`. Unavailable where nobody says whose the number is.

        Refused: not-identified, mobile-same, mobile-not-owner {left}, mobile-locked {minutes}, proof-needed {minutes},
        identify-locked {minutes}, identify-too-often {minutes}.
        """
        ...

    async def confirm_mobile(self, request: people.CheckCode, caller: Caller) -> people.MobileChanged:
        """Commits. Refused: not-identified, proof-needed {minutes}, code-wrong {left}, code-expired, identify-locked {minutes}."""
        ...

    async def voluntary_eligibility(self, request: voluntary.AskEligibility, caller: Caller) -> voluntary.Eligibility:
        """Whether a voluntary contract may be concluded here today. Refused: not-identified."""
        ...

    async def by_law(self, request: voluntary.AskByLaw, caller: Caller) -> voluntary.ByLaw:
        """Without login. Refused: by-law-unknown."""
        ...

    async def contract_terms(self, request: voluntary.AskTerms, caller: Caller) -> voluntary.ContractTerms:
        """Without login too, then as a what-if. Never refused."""
        ...

    async def entry_exam(self, request: voluntary.AskEntryExam, caller: Caller) -> voluntary.EntryExam:
        """Refused: not-identified."""
        ...

    async def conclude_contract(self, request: voluntary.ConcludeContract, caller: Caller) -> voluntary.Contract:
        """Commits. Refused: not-identified, proof-needed {minutes}, another-person, contract-exists {number, concluded_on}.

        contract-not-eligible, contract-at-branch {branch, address, phone}, by-law-changed {version},
        terms-changed {premium, wage_base}, undertaking-needed {take_by}.
        """
        ...

    async def my_contract(self, request: voluntary.AskContract, caller: Caller) -> voluntary.Contract:
        """Refused: not-identified, contract-none."""
        ...

    async def change_wage_base(self, request: voluntary.ChangeWageBase, caller: Caller) -> voluntary.Contract:
        """Commits; an unpaid slip is cancelled. Refused: not-identified, contract-none, contract-paid, contract-over.

        terms-changed {premium, wage_base}, slip-being-paid {number}.
        """
        ...

    async def annul_contract(self, request: voluntary.AnnulContract, caller: Caller) -> voluntary.Contract:
        """Commits; an unpaid slip is cancelled. Refused: not-identified, contract-none, contract-paid, contract-over.

        slip-being-paid {number}.
        """
        ...

    async def my_requests(self, request: cases.AskRequests, caller: Caller) -> cases.Requests:
        """Refused: not-identified."""
        ...

    async def enrolment_sheet(
        self, request: supplementary.AskEnrolmentSheet, caller: Caller
    ) -> supplementary.EnrolmentSheet:
        """Refused: not-identified."""
        ...

    async def enrolment_terms(
        self, request: supplementary.AskEnrolmentTerms, caller: Caller
    ) -> supplementary.EnrolmentTerms:
        """Without login. Refused: enrolment-no-year."""
        ...

    async def enrolment_table(
        self, request: supplementary.AskEnrolmentTable, caller: Caller
    ) -> supplementary.EnrolmentTable:
        """Refused: not-identified, enrolment-not-pensioner, enrolment-no-year."""
        ...

    async def judge_enrolment(
        self, request: supplementary.JudgeEnrolment, caller: Caller
    ) -> supplementary.EnrolmentJudgement:
        """Refused: as enrolment_table, enrolment-changed, enrolment-plan-unknown."""
        ...

    async def submit_enrolment(
        self, request: supplementary.SubmitEnrolment, caller: Caller
    ) -> supplementary.EnrolmentStanding:
        """Commits. Refused: as judge_enrolment, proof-needed {minutes}, another-person, enrolment-open {number}.

        enrolment-terms-changed, enrolment-repriced {pensioner}, and where a rule is not met enrolment-staff,
        enrolment-file-closed, enrolment-nothing-changed, enrolment-window-closed {from, to}, enrolment-pensioner-first,
        enrolment-spouse-compulsory, enrolment-all-or-none; with a number enrolment-none.
        """
        ...

    async def withdraw_enrolment(
        self, request: supplementary.WithdrawEnrolment, caller: Caller
    ) -> supplementary.EnrolmentStanding:
        """Commits. Refused: not-identified, enrolment-none, enrolment-over."""
        ...
