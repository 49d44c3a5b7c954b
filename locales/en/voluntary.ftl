# The voluntary contract: conditions, articles, what to bring to the branch, what holds a contract up, what happened to it, refusals.
reason-of-age = { NUM($is) } years old; at least { NUM($needed) }
reason-no-guardianship = no guardian
reason-no-voluntary-contract = no other voluntary contract
reason-not-employed = no compulsory insurance now
reason-no-self-employed-contract = no self-employed contract
reason-main-insured = insured in their own name
reason-not-pensioner = no pensioner
reason-no-other-fund = not gone to another fund
reason-history-enough = { NUM($is) } days of contributions; at least { NUM($needed) }
reason-age-allowed = { NUM($is) } days of contributions; { NUM($needed) } for the excess of age
reason-exam-history-enough = { NUM($is) } days of contributions before the break; { NUM($needed) } waive the examination
reason-exam-break-short = insured until { JDATE($is) }; the examination is waived until { JDATE($needed) }

cite-voluntary-contract-order-3 = order on voluntary contracts, clause 3
cite-voluntary-contract-order-4 = order on voluntary contracts, clause 4
cite-voluntary-by-law = by-law on continuing insurance voluntarily
cite-voluntary-age = by-law on continuing insurance voluntarily, age
cite-exam-exemption = order of 29 Mordad 1393 on waiving the examination
cite-average-wage = more than ten years of contributions: average wage of the last 360 days

condition-of-age = You are { NUM($is) } years old, and without a visit the contract is concluded from the age of { NUM($needed) }; from { JDATE($nearest) } it can be done here.
condition-no-guardianship = A guardian is on file for you; the contract is concluded at the branch with the guardianship order.
condition-no-voluntary-contract = You have a voluntary contract already.
condition-not-employed = You are compulsorily insured now. Once you have left work and your employer's list, you may apply.
condition-no-self-employed-contract = You have a self-employed contract. While it stands, no voluntary contract is concluded.
condition-main-insured = You are insured through somebody else; the contract is for those insured in their own name.
condition-not-pensioner = You draw a pension, and this insurance is not for pensioners.
condition-no-other-fund = You have gone to another insurance fund, and this contract is not concluded for you.
condition-history-enough = You lack { NUM($nearest) } days of contributions: you have { NUM($is) }, and at least { NUM($needed) } are needed.
condition-age-allowed = At your age { NUM($needed) } days of contributions are needed and you have { NUM($is) }; you lack { NUM($nearest) } days.
condition-exam-history-enough = You lack { NUM($nearest) } days of contributions for waiving the examination: you have { NUM($is) }, and { NUM($needed) } are needed.
condition-exam-break-short = The examination is waived only within nine months of the last insured day, and you are not within them.

bring-identity = identity booklet and national card
bring-majority-certificate = certificate of majority from the court
bring-guardianship-order = guardianship order from the court
bring-guardian-identity = identity booklet and national card of the guardian

block-exam-open =
    The result of your medical examination is not recorded, and its last day was { JDATE($take_by) }. Payment is closed until it is.
    { $branch }, { WORDS($address) }, phone { PHONE($phone) }
block-exam-ahead =
    You have paid the first two months. Later ones open once the result of your medical examination is recorded; please take it by { JDATE($take_by) }.
    The branch records the result: { $branch }, { WORDS($address) }, phone { PHONE($phone) }
block-exam-unfit =
    The examination did not confirm the contract. Payment is closed; please go to the branch.
    { $branch }, { WORDS($address) }, phone { PHONE($phone) }
block-lapsed = Three months were not paid and the contract was cancelled on { JDATE($on) }. To go on, conclude a new one.
block-lapsed-undecided = The examination did not confirm the contract in its time, and it was cancelled on { JDATE($on) }. For a new one, go to the branch or apply again.
block-annulled = The first payment was not made in time and the contract was annulled on { JDATE($on) }. You may conclude a new one.
block-given-up = The contract was annulled on { JDATE($on) } at your wish. You may conclude a new one whenever you like.

event-concluded = Contract { CODE($number) } was concluded with a premium of { MONEY($premium) } rial.
event-wage-base-changed = The premium was changed to { MONEY($premium) } rial.
event-treatment-opened = The first payment was recorded and treatment opened.
event-referral-fetched = The referral letter was fetched.
event-exam-fit = The examination's result was recorded: no objection.
event-exam-unfit = The examination's result was recorded: not confirmed.
event-lapsed = The contract was cancelled on { JDATE($on) }, for three months were not paid.
event-lapsed-undecided = The contract was cancelled on { JDATE($on) }, for it could not be paid without a confirming examination.
event-annulled = The contract was annulled on { JDATE($on) }, for the first payment was not made.
event-given-up = The contract was annulled on { JDATE($on) } at your wish.

care-outpatient = outpatient
care-inpatient = inpatient care

refused-proof-needed = This needs a fresh code; each one is enough for { NUM($minutes) } minutes.
refused-another-person = Another person is behind this chat by now, and no contract was concluded. Please write “conclude contract” again.
refused-postal-code-wrong = This postal code is not right. It has ten digits and does not begin with zero, for example 1598765432
refused-iban-wrong = This IBAN is not right. It begins with IR and has 24 digits, for example IR820540102680020817909002
refused-iban-not-owner =
    This account is not in your name, and nothing was changed. Please write the IBAN of an account of your own; it stands in your bank's app.
    { $left ->
        [1] You can try only once more.
       *[other] You can try { NUM($left) } more times.
    }
refused-iban-locked =
    Several accounts that are not yours were written. Nothing was changed.
    Please try again in { NUM($minutes) } minutes with your own account.
refused-by-law-unknown = There is no such version of the by-law.
refused-by-law-changed = The by-law has changed. Please read the new version.
refused-contract-none = You have no voluntary contract.
refused-contract-exists = You have a contract already: { CODE($number) } of { JDATE($concluded_on) }. No other one was concluded.
refused-contract-not-eligible =
    You do not meet the conditions. To have your file looked at, go to the branch:
    { $branch }, { WORDS($address) }, phone { PHONE($phone) }
refused-contract-at-branch =
    Your contract is concluded at the branch only:
    { $branch }, { WORDS($address) }, phone { PHONE($phone) }
refused-terms-changed = The figures have changed since you saw them: premium { MONEY($premium) } rial, wage base { MONEY($wage_base) } rial.
refused-undertaking-needed = The examination is not waived for you. The contract needs your undertaking to be examined by { JDATE($take_by) }.
refused-contract-paid = The first payment is recorded, and this is no longer possible.
refused-contract-over = This contract has ended.

notice-contract =
    { $event ->
        [annulled] Contract { CODE($number) } was annulled, for the first payment was not made in time. You may conclude a new one.
        [lapsed] Contract { CODE($number) } was cancelled, for three months were not paid. To go on, conclude a new one.
        [lapsed-undecided] Contract { CODE($number) } was cancelled, for it could not be paid without a confirming examination. You may conclude a new one.
        [given-up] Contract { CODE($number) } was annulled at your wish.
        [exam-fit] The result of your examination is recorded: no objection. Contract { CODE($number) } is open; please pay { JMONTH($month) } by { JDATE($due) }.
        [exam-unfit] The examination did not confirm contract { CODE($number) }. Please go to the branch.
       *[exam-blocked] The time for the examination is over, and contract { CODE($number) } cannot be paid until its result is recorded.
    }
