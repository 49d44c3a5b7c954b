"""Which words does every stored chat hold anyway? The packer knows them beforehand, so they need not be stored.

Never change this text: chats that rest were packed with it. Another one gets another mark in `blob`, and this one stays.
"""

from __future__ import annotations

from typing import Final

_WORDS: Final = """
"exempt": "concluded_on": "payable_from": "input-jalali-date-decade" "review" "home-wish-my-data" "lowwage":
"known" "issue" "exam": "referral_open": "home-wish-my-slips" "home-wish-language" "premium-slip-review"
"data" "take_by": "wage_base_open": "contract-wish" "resend_at": "highwage": "slip-months" "calculator"
"intro" "check_again_at": "quote" "issued" "home-wish-calculator" "starts": "kind-voluntary" "wish" "here"
"home-wish-my-contract" "home-wish-my-requests" "expires_at": "engine-home" "challenge" "status":
"by_law_agreed_at": "first_payment_by": "exemption" "amount": "id": "home-wish-premium-slip" "pay_until":
"my-contract" "challenge": "exemption": "birth-date": "quote": "outpatient" "link": "fixed":
"premium-slip-review-issue" "state": "slip-state-issued" "premium-slip-months-change" "due": "payment":
"wish": "door": "by-law" "care_before": "iban": "data": "home-wish-voluntary-contract" "premium-slip-months"
"slips" "known": "bill_id": "title": "identify" "birth-date" "reference": "paid_at": "by-law": "debt":
"person" "bring": "count": "months" "total": "confirm" "lines": "granted": "last": "national-id": "kind":
"page": "input-month-range-option" "personal": "issued_at": "renews": "slips": "identify-title" "fa"
"payment_id": "national-id" "who" "version": "review": "first": "number": "pages": "account" "items":
"eligibility" "starts_on": "months": "overdue": "deadline": "account": "age_years": "days": "mobile":
"first_month": "last_name": "rate": "month": "sso_number": "first_name": "birth_date": "premium-slip-title"
"voluntary" "lapses_on": "eligibility": "conditions": "lowest_premium": "payment_reference": "father_name":
"postal_code": "national_id": "history_days": "highest_premium": "per_capita": "code": "contract": "person":
"who": "lowest_wage_base": "highest_wage_base": "phone": "decision": "paid_until": "engine-back" "name":
"contract_date": "premium": "voluntary-contract-title" "branch": "provisional": "contract_number":
"covered_persons": "inline" "address": "wage_base": "treatment_support": "voluntary-contract" "premium-slip"
"engine-cancel" "engine-help-button"
"""

DICTIONARY: Final = _WORDS.replace(" ", "").replace("\n", "").encode()
"""Names of fields and texts, as they stand in JSON; the most frequent ones last, where they are cheapest to point at."""
