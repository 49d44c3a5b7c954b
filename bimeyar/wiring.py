"""How do the areas become the one backend that conversations ask?"""

from __future__ import annotations

from backend.areas.cases.service import CasesService
from backend.areas.contracts.service import ContractsService
from backend.areas.enrolments.service import EnrolmentsService
from backend.areas.people.service import PeopleService
from backend.areas.slips.service import SlipsService
from backend.rules_service.calculator import Calculator


class InProcessBackend:
    """`backend.contract.backend.Backend` on the services of this process: each method belongs to one of them."""

    def __init__(
        self,
        *,
        people: PeopleService,
        slips: SlipsService,
        contracts: ContractsService,
        cases: CasesService,
        enrolments: EnrolmentsService,
        calculator: Calculator,
    ) -> None:
        self.start_identification = people.start_identification
        self.resend_code = people.resend_code
        self.check_code = people.check_code
        self.use_activation = people.use_activation
        self.who_am_i = people.who_am_i
        self.links = people.links
        self.revoke_link = people.revoke_link
        self.choose_language = people.choose_language
        self.proof = people.proof
        self.send_code = people.send_code
        self.my_data = people.my_data
        self.correct_contact = people.correct_contact
        self.start_mobile = people.start_mobile
        self.confirm_mobile = people.confirm_mobile
        self.premium_account = slips.premium_account
        self.quote_slip = slips.quote_slip
        self.issue_slip = slips.issue_slip
        self.slip = slips.slip
        self.my_slips = slips.my_slips
        self.cancel_slip = slips.cancel_slip
        self.start_payment = slips.start_payment
        self.payment = slips.payment
        self.rates = calculator.rates
        self.premium_for_wage = calculator.premium_for_wage
        self.wage_for_premium = calculator.wage_for_premium
        self.voluntary_eligibility = contracts.voluntary_eligibility
        self.by_law = contracts.by_law
        self.contract_terms = contracts.contract_terms
        self.entry_exam = contracts.entry_exam
        self.conclude_contract = contracts.conclude_contract
        self.my_contract = contracts.my_contract
        self.change_wage_base = contracts.change_wage_base
        self.annul_contract = contracts.annul_contract
        self.my_requests = cases.my_requests
        self.enrolment_sheet = enrolments.enrolment_sheet
        self.enrolment_terms = enrolments.enrolment_terms
        self.enrolment_table = enrolments.enrolment_table
        self.judge_enrolment = enrolments.judge_enrolment
        self.submit_enrolment = enrolments.submit_enrolment
        self.withdraw_enrolment = enrolments.withdraw_enrolment
