# Short messages. The code must fit one part.
sms-code =
    Bimeyar
    { $purpose ->
        [sign-in] Login code: { $code }
        [contract] Contract code: { $code }
        [enrolment] Enrolment code: { $code }
        [data] Data code: { $code }
        [mobile] Mobile code: { $code }
       *[other] Code: { $code }
    }
    For { NUM($minutes) } minutes. Tell it to nobody.
sms-link-new =
    Bimeyar: { sms-link-where } was linked to you on { JSHORT($at) } at { JTIME($at) }.
    If it was not you, call 1420.
sms-link-ended = Bimeyar: { sms-link-where } was unlinked on { JSHORT($at) } at { JTIME($at) }.
sms-link-where =
    { $channel ->
        [telegram] a Telegram chat
        [bale] a Bale chat
        [web] a web chat
       *[other] a chat
    }
sms-slip-issued =
    Bimeyar: slip for { sms-months }
    { MONEY($total) } rial
    Pay by { JSHORT($deadline) }
    Bill id { $bill_id }
    Payment id { $payment_id }
sms-slip-cancelled =
    Bimeyar: slip { CODE($number) } of { MONEY($total) } rial is cancelled.
    Do not pay its bill and payment ids any more.
sms-months =
    { $one ->
        [yes] { JMONTH($first) }
       *[no] { JMONTH($first) } to { JMONTH($last) }
    }
sms-payment-received =
    Bimeyar: { MONEY($amount) } rial for { sms-months } is recorded.
    Reference { CODE($reference) }
    { JSHORT($paid_at) } { JTIME($paid_at) }
sms-payment-refund = Bimeyar: the bank took { MONEY($amount) } rial for slip { CODE($number) }, but the slip could no longer be paid. The money goes back to your card.
sms-payment-checking = Bimeyar: your payment of { MONEY($amount) } rial for slip { CODE($number) } is being checked. Next check at { JTIME($check_again_at) }. Do not pay again.
sms-slip-reminder =
    Bimeyar: slip { CODE($number) } for { sms-months } is not paid yet.
    { MONEY($total) } rial, pay by { JSHORT($deadline) }
sms-lapse-warning =
    Bimeyar: the premium of { JMONTH($month) } is not paid. Pay by { JSHORT($due) }.
    If it is not paid, your contract ends on { JSHORT($lapses_on) }.
sms-contact-changed = Bimeyar: your contact data changed on { JSHORT($at) } at { JTIME($at) }. If that was not you, call 1420.
sms-contract-concluded =
    Bimeyar: voluntary contract
    No. { CODE($number) }
    of { JSHORT($on) }
    Premium { MONEY($premium) } rial, first payment by { JSHORT($due) }
sms-contract-annulled = Bimeyar: contract { CODE($number) } was annulled on { JSHORT($on) }, for the first payment was not made.
sms-contract-given-up = Bimeyar: contract { CODE($number) } was annulled on { JSHORT($on) } at your wish. If that was not you, call 1420.
sms-contract-lapsed = Bimeyar: { JMONTH($month) } was not paid, and contract { CODE($number) } was cancelled on { JSHORT($on) }. Going on needs a new contract.
sms-contract-lapsed-undecided = Bimeyar: contract { CODE($number) } could not be paid without the examination and was cancelled on { JSHORT($on) }. Going on needs a new contract.
sms-first-payment-reminder = Bimeyar: the first payment of contract { CODE($number) } is not made yet. Last day { JSHORT($due) }.
sms-annulment-warning = Bimeyar: without its first payment contract { CODE($number) } is annulled on { JSHORT($on) }.
sms-exam-reminder = Bimeyar: the medical examination of contract { CODE($number) } is due by { JSHORT($take_by) }. Fetch the referral letter under "My contract".
sms-exam-blocked = Bimeyar: examination overdue; contract { CODE($number) } cannot be paid until its result is recorded. { $branch }, { $phone }
sms-blocked-lapse-warning = Bimeyar: without the result of the examination contract { CODE($number) } ends on { JSHORT($on) }. { $branch }, { $phone }
sms-exam-fit = Bimeyar: the result of your medical examination is recorded. Contract { CODE($number) } is open: pay { JMONTH($month) } by { JSHORT($due) }.
sms-exam-unfit = Bimeyar: the examination did not confirm contract { CODE($number) }. Please go to { $branch }, phone { $phone }
sms-enrolment-submitted = Bimeyar: supplementary insurance request { CODE($number) } is registered and with the association of { $county }.
sms-enrolment-resubmitted = Bimeyar: the correction of request { CODE($number) } is registered; it is back in its place in the line.
sms-enrolment-withdrawn = Bimeyar: request { CODE($number) } was closed at your wish. If it was not you, call 1420.
sms-enrolment-approved = Bimeyar: the association approved request { CODE($number) }. It is now with { $branch }.
sms-enrolment-rejected = Bimeyar: request { CODE($number) } was not approved. Reason and remedy are in "My requests".
sms-enrolment-sent-back = Bimeyar: request { CODE($number) } needs a correction. Write "supplementary" in the chat.
sms-enrolment-transferred = Bimeyar: request { CODE($number) } was sent to { $branch }.
sms-enrolment-confirmed =
    { $persons ->
        [0] Bimeyar: withdrawal { CODE($number) } is accepted. From { JMONTH($month) } no supplementary premium is deducted from the pension.
       *[other] Bimeyar: request { CODE($number) } is accepted. From { JMONTH($month) } { MONEY($pensioner) } rial a month for { NUM($persons) } are deducted from the pension.
    }
sms-account-cleared =
    { $open ->
        [yes] Bimeyar: your account of { WORDS($year) } is recorded as settled at the branch. The months to come are open for payment.
       *[no] Bimeyar: your account of { WORDS($year) } is recorded as settled at the branch.
    }
sms-activation-issued = Bimeyar: an activation code was issued for you at { $branch } on { JSHORT($at) } at { JTIME($at) }. If it was not you, call 1420.
sms-mobile-new = Bimeyar: by the code of a branch this number is your mobile on file since { JSHORT($at) } at { JTIME($at) }. If it was not you, call 1420.
sms-mobile-changed = Bimeyar: this number is your mobile on file since { JSHORT($at) } at { JTIME($at) }. If it was not you, call 1420.
sms-mobile-old = Bimeyar: since { JSHORT($at) } at { JTIME($at) } another number is on file in place of this one. If it was not you, call 1420.
