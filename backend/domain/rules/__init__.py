"""What is decided for a person, by which law, and why? Every rule as a function, and the values it speaks in."""

from backend.domain.confidence import Confidence
from backend.domain.rules.account import AccountFacts, BadFacts
from backend.domain.rules.codec import BadText
from backend.domain.rules.contract_terms import ContractTerms, contract_terms
from backend.domain.rules.deadline import (
    Due,
    FirstPaymentTerm,
    Standing,
    due_of_month,
    first_payment,
    lapse_of_contract,
    payable_from,
)
from backend.domain.rules.decision import Decision
from backend.domain.rules.eligibility import AgePath, Applicant, Eligible, voluntary_eligibility
from backend.domain.rules.enrolment import Enrolled, EnrolmentAsked, Outcome, enrolment
from backend.domain.rules.entry_exam import ExamTerms, Exempt, exam_exemption, exam_terms, last_exam_day
from backend.domain.rules.loading import BadParameter, load_ruleset, read_ruleset
from backend.domain.rules.per_capita import PerCapitaCharge, per_capita
from backend.domain.rules.premium import MonthPremium, PremiumSchedule, premium_of_months
from backend.domain.rules.reasons import REFUSALS, Cite, Reason, ReasonCode
from backend.domain.rules.registry import RULES, from_json, recompute, to_json
from backend.domain.rules.ruleset import Parameter, Parameters, Ruleset, UnknownParameter
from backend.domain.rules.slip import DeadlineRule, PayableMonths, SlipLine, SlipQuote, payable_months, quote_slip
from backend.domain.rules.slip_period import OpenPeriod, slip_period
from backend.domain.rules.terms import AccountRun, ExamState, InsuranceKind, Nationality, SubKind
from backend.domain.rules.wage_base import PremiumQuote, coefficient_of_wage, premium_for_wage, wage_for_premium

__all__ = [
    "REFUSALS",
    "RULES",
    "AccountFacts",
    "AccountRun",
    "AgePath",
    "Applicant",
    "BadFacts",
    "BadParameter",
    "BadText",
    "Cite",
    "Confidence",
    "ContractTerms",
    "DeadlineRule",
    "Decision",
    "Due",
    "Eligible",
    "Enrolled",
    "EnrolmentAsked",
    "ExamState",
    "ExamTerms",
    "Exempt",
    "FirstPaymentTerm",
    "InsuranceKind",
    "MonthPremium",
    "Nationality",
    "OpenPeriod",
    "Outcome",
    "Parameter",
    "Parameters",
    "PayableMonths",
    "PerCapitaCharge",
    "PremiumQuote",
    "PremiumSchedule",
    "Reason",
    "ReasonCode",
    "Ruleset",
    "SlipLine",
    "SlipQuote",
    "Standing",
    "SubKind",
    "UnknownParameter",
    "coefficient_of_wage",
    "contract_terms",
    "due_of_month",
    "enrolment",
    "exam_exemption",
    "exam_terms",
    "first_payment",
    "from_json",
    "lapse_of_contract",
    "last_exam_day",
    "load_ruleset",
    "payable_from",
    "payable_months",
    "per_capita",
    "premium_for_wage",
    "premium_of_months",
    "quote_slip",
    "read_ruleset",
    "recompute",
    "slip_period",
    "to_json",
    "voluntary_eligibility",
    "wage_for_premium",
]
