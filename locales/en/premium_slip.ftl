kind-voluntary = Voluntary insurance
kind-self_employed = Self-employed insurance

slip-one-month = { JMONTH($first) }
slip-months = { JMONTH($first) } to { JMONTH($last) }
slip-line = { JMONTH($month) } ({ NUM($days) } days): { MONEY($amount) } rial
slip-line-per-capita = of which treatment per-capita: { MONEY($amount) } rial
slip-line-debt = Earlier debt: { MONEY($amount) } rial
slip-line-provisional = This year's per-capita is not yet announced; the last announced one was used and may be corrected later.
slip-label = { $months }, { MONEY($total) } rial, { $state }
slip-state-issued = ready to pay
slip-state-paid = paid
slip-state-expired = past its deadline
slip-state-cancelled = cancelled
slip-file-name = Premium slip { $number }
receipt-file-name = Premium receipt { $number }

premium-slip-months =
    { $kind }, rate { NUM($rate) } %, contract { CODE($contract) }.
    { $overdue ->
        [0] { JMONTH($first) } is due by { JDATE($due) }.
       *[other] { NUM($overdue) } months are overdue. The first was due on { JDATE($due) }.
    }
    From { JMONTH($first) } up to which month would you like to pay?
premium-slip-months-help =
    It starts with the first unpaid month; you may pay up to the end of Esfand of the same year at once.
    You may write a number: “3” means three months, or “1 to 3”.
premium-slip-months-change = Change the months
premium-slip-months-bad-gap = The months must start with { JMONTH($first) }; for example “2” means two months from there.
premium-slip-review =
    Period: { $months }
    { $lines }
    Total: { MONEY($total) } rial ({ TOMAN($total) } toman)
    Deadline: { JDATE($deadline) }

    Shall the slip be issued?
premium-slip-review-help = “Issue the slip” makes the slip. No money is paid yet.
premium-slip-review-issue = Issue the slip
premium-slip-issued =
    Slip { CODE($number) } is issued.
    Period: { $months }
    Amount: { MONEY($total) } rial ({ TOMAN($total) } toman)
    Deadline: { JDATE($deadline) }
    Bill id: { CODE($bill) }
    Payment id: { CODE($payment) }

    Pay now? You may also pay at a branch or a broker.
premium-slip-issued-help = “Pay” opens the bank page. “Later” keeps the slip in “My slips”.
premium-slip-issued-pay = Pay
premium-slip-issued-later = Later
premium-slip-already-open =
    You have an unpaid slip for these months: { CODE($number) }.
    Period: { $months }
    Amount: { MONEY($total) } rial
    Deadline: { JDATE($deadline) }
    Pay this one?
premium-slip-already-open-help = To get a new slip, first cancel this one in “My slips”.
premium-slip-already-open-pay = Pay
premium-slip-already-open-later = Later
premium-slip-kept = The slip stays in “My slips”. Please pay before its deadline.

refused-account-none =
    No voluntary or self-employed contract was found in your name.
    If you think this is a mistake, please call 1420.
refused-account-all-paid = You have paid all months of { CODE($year) }. Nothing more is needed.
refused-account-unsettled =
    Last year's account run has not been computed yet, so no new slip can be issued.
    Please visit { $branch } with your national card.
    Address: { $address }
    Phone: { PHONE($phone) }
refused-account-debt =
    You owe { MONEY($amount) } rial from last year. After you pay it at the branch, the next months open.
    Please visit { $branch } with your national card.
    Address: { $address }
    Phone: { PHONE($phone) }
refused-account-lapsed =
    As premiums were not paid in time, your contract ended on { JDATE($lapsed_on) }.
    For a new contract please visit { $branch }.
    Address: { $address }
    Phone: { PHONE($phone) }
refused-account-exam-pending =
    The result of the initial medical exam is not recorded yet. Until then no new payment is possible.
    Please visit { $branch }.
    Address: { $address }
    Phone: { PHONE($phone) }
refused-months-outside-year = The months must lie in one year, up to Esfand.
refused-months-already-paid = These months are paid already.
refused-months-not-consecutive = The months must follow each other from the first unpaid one.
refused-slip-changed = The amount has changed. Please look at the new one.
refused-slip-open = You have an unpaid slip for these months: { CODE($number) }.
refused-slip-unknown = This slip was not found.
refused-slip-being-paid = This slip is being paid. It cannot be cancelled until the result is known.
refused-slip-paid = Slip { CODE($number) } is paid.
refused-slip-expired = The deadline of this slip has passed. Please get a new one.
refused-slip-cancelled = This slip is cancelled. Please get a new one.
refused-payment-unknown = This payment was not found.
refused-document-unknown = This paper was not found.
refused-rate-kind-mismatch = This rate does not belong to this kind of insurance. Voluntary is 27 %, self-employed 12, 14 or 18 %.

my-slips-chosen =
    { $pages ->
        [1] Your slips:
       *[other] Your slips (page { NUM($page) } of { NUM($pages) }):
    }
    Choose one to see it.
my-slips-chosen-help = The newest is on top. You can pay or cancel slips that are ready to pay.
my-slips-chosen-newer = Newer slips
my-slips-chosen-earlier = Earlier slips
my-slips-none = You have no slips yet. To get one, write “pay premium”.
my-slips-act =
    Slip { CODE($number) }: { $state }
    Period: { $months }
    Amount: { MONEY($total) } rial
    Deadline: { JDATE($deadline) }
    Bill id: { CODE($bill) }
    Payment id: { CODE($payment) }
my-slips-act-help = You can get the paper again, pay the slip or cancel it.
my-slips-act-pay = Pay
my-slips-act-paper = Get the paper again
my-slips-act-cancel = Cancel the slip
my-slips-act-list = Back to the list
my-slips-paper = The paper of slip { CODE($number) }:
my-slips-sure = Cancel slip { CODE($number) } over { MONEY($total) } rial?
my-slips-sure-help = Afterwards you can get a new slip for the same months.
my-slips-sure-yes = Yes, cancel it
my-slips-sure-no = No
my-slips-cancelled = Slip { CODE($number) } is cancelled. You can get a new one for the same months.
refused-months-none = Choose at least one month, for example “1”.
refused-month-unknown = We do not know this month. Write it with its year, for example Aban 1405.
