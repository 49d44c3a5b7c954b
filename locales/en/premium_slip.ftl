kind-voluntary = Voluntary insurance
kind-self_employed = Self-employed insurance

slip-one-month = { JMONTH($first) }
slip-months = { JMONTH($first) } to { JMONTH($last) }
slip-line = { JMONTH($month) } ({ NUM($days) } days): { MONEY($amount) } rial
slip-line-per-capita = of which treatment per-capita: { MONEY($amount) } rial
slip-line-debt = Earlier debt: { MONEY($amount) } rial
slip-line-provisional = This year's treatment per-capita is not announced yet; the last announced one was used and may be corrected later.
slip-label = { $months }, { MONEY($total) } rial, { $state }
slip-state-issued = ready to pay
slip-state-paid = paid
slip-state-expired = past its deadline
slip-state-cancelled = cancelled
slip-file-name = Premium slip { JMONTH($first) }
slip-file-name-months = Premium slip { JMONTH($first) } to { JMONTH($last) }
receipt-file-name = Premium receipt { CODE($number) }

premium-slip-already-open =
    You have an unpaid slip: { CODE($number) }
    Months: { $months }
    Amount: { MONEY($total) } rial ({ TOMAN($total) })
    Pay by: { JDATE($deadline) }

    Pay this slip?
premium-slip-already-open-help =
    While this slip is there, no other slip is issued.
    If you want other months, press “Cancel this slip and choose the months again”.
premium-slip-already-open-pay = Pay
premium-slip-already-open-renew = Cancel this slip and choose the months again
premium-slip-already-open-later = Later
premium-slip-renew =
    Cancel slip { CODE($number) } of { MONEY($total) } rial ({ TOMAN($total) })?
    After that you choose the months again and get a new slip.
premium-slip-renew-help = With “Yes, cancel it” this slip ends and its identifiers are not accepted any more. With “No” it stays as it is.
premium-slip-renew-yes = Yes, cancel it
premium-slip-renew-no = No
premium-slip-cancelled = Slip { CODE($number) } is cancelled. Now choose the months again.
premium-slip-months =
    { $kind }, rate { NUM($rate) } %, contract { CODE($contract) }
    { $overdue ->
        [0]
            { $unpaid ->
                [yes] This is the first payment of the contract. Unless it is made before { JDATE($ends) }, the contract is annulled.
               *[no] { JMONTH($first) } is to be paid by { JDATE($due) }
            }
       *[other]
            { NUM($overdue) } months are overdue; { JMONTH($first) } was to be paid by { JDATE($due) }.
            { $ends ->
                [none] Please pay as soon as you can.
               *[other] Please pay before { JDATE($ends) }, so that your contract does not end.
            }
    }

    { $count ->
        [1] Up to which month would you like to pay? Only { JMONTH($first) } is left of this year; write “1” or press its button.
       *[other] From { JMONTH($first) } up to which month would you like to pay? Press a button or write a number, for example “2” for two months.
    }
premium-slip-months-help =
    It starts with the first unpaid month and goes up to the end of Esfand of the same year.
    For three months write “3”, “1 to 3” or “three months”. For all of them write “all”.
premium-slip-months-change = Change the months
premium-slip-months-bad-gap = The months must start with { JMONTH($first) }; for example “2” means two months from there.
premium-slip-months-bad-before =
    { JMONTH($month) } needs no payment: it is paid already, or it lies before your contract.
    Begin with { JMONTH($first) }; for example “2” means two months from { JMONTH($first) }.
premium-slip-months-bad-after =
    { JMONTH($month) } is not open yet; you can pay up to the end of this year only, { JMONTH($last) }.
    { $most ->
        [1] Write “1”.
       *[other] Write a number from 1 to { NUM($most) }, for example “1”.
    }
premium-slip-months-bad-outside =
    That is more than the months that are left: at most { NUM($most) }, up to { JMONTH($last) }.
    { $most ->
        [1] Write “1”.
       *[other] Write a number from 1 to { NUM($most) }, for example “1”.
    }
premium-slip-moved = Another payment was recorded since you saw the months. Please look at the months that are left.
premium-slip-review =
    Months: { $months }
    { $lines }
    Total: { MONEY($total) } rial ({ TOMAN($total) })
    Pay by: { JDATE($deadline) }

    Shall the slip be issued?
premium-slip-review-help = “Issue the slip” makes the slip. No money is paid yet.
premium-slip-review-issue = Issue the slip
premium-slip-review-bad-choice =
    If you want this slip, write “yes”.
    If not: press “Change the months” for other months, or “Cancel” to leave this.
premium-slip-repriced = The amount has changed since you saw it. Please look at the new one.
premium-slip-paper =
    Slip { CODE($number) } is issued.
    Months: { $months }
    Amount: { MONEY($total) } rial ({ TOMAN($total) })
    Pay by: { JDATE($deadline) }
    Bill id: { CODE($bill) }
    Payment id: { CODE($payment) }
premium-slip-issued =
    Pay now?
    You may also pay later, or with this slip at a branch or a broker.
premium-slip-issued-help = “Pay” opens the bank page. “Later” keeps slip { CODE($number) } in “My slips”.
premium-slip-issued-pay = Pay
premium-slip-issued-later = Later
premium-slip-kept =
    All right. Slip { CODE($number) } stays in “My slips”.
    Please pay it by { JDATE($deadline) }.

refused-account-none =
    No voluntary or self-employed contract was found in your name.
    For a voluntary contract write “conclude contract”; for self-employed insurance visit the branch. Help line: 1420
refused-account-all-paid =
    You have paid all months of { CODE($year) }. Nothing needs to be done now.
    Your receipts are in “My slips”.
refused-account-not-begun =
    The first month of your contract is { JMONTH($month) }; it can be paid from { JDATE($opens) }.
    Please write “pay” again from that day.
refused-account-unsettled =
    Last year's account run has not been computed yet, so no new slip can be issued.
    Please visit { $branch } with your national card. Once it is computed you can pay here.
    Address: { WORDS($address) }
    Phone: { PHONE($phone) }
refused-account-debt =
    You owe { MONEY($amount) } rial ({ TOMAN($amount) }) from last year, so no new slip can be issued.
    Please visit { $branch } with your national card and pay it. The next months then open here.
    Address: { WORDS($address) }
    Phone: { PHONE($phone) }
refused-account-lapsed =
    As premiums were not paid in time, your contract ended on { JDATE($lapsed_on) }.
    For a new voluntary contract write “conclude contract”. For self-employed insurance visit { $branch } with your national card.
    Address: { WORDS($address) }
    Phone: { PHONE($phone) }
refused-account-over =
    Contract { CODE($number) } is annulled and has nothing to pay.
    For a new voluntary contract, write “conclude contract”. For self-employed insurance, visit { $branch } with your national card.
    Address: { WORDS($address) }
    Phone: { PHONE($phone) }
refused-account-exam-unfit =
    The medical exam did not confirm your contract, and it cannot be paid now.
    For a decision, please visit { $branch } with your national card.
    Address: { WORDS($address) }
    Phone: { PHONE($phone) }
refused-account-exam-pending =
    The result of the medical exam at the start of your contract is not recorded yet; until then you cannot pay.
    If you have been examined, please visit { $branch } with your national card and the result.
    Address: { WORDS($address) }
    Phone: { PHONE($phone) }
refused-months-outside-year = The months must lie in one year, up to Esfand; for example “1” means the first month only.
refused-months-already-paid = These months are paid already. Press “Main menu” and choose “Pay premium” again.
refused-months-not-consecutive = The months must follow each other from the first unpaid one; for example “2” means the first two.
refused-months-none = Choose at least one month, for example “1”.
refused-month-unknown = We do not know this month. Write it with its year, for example Aban 1405.
refused-slip-changed = The amount has changed. Please look at the new one.
refused-slip-open = You have an unpaid slip for these months. Pay or cancel it in “My slips”.
refused-slip-unknown = This slip was not found. See your slips in “My slips”.
refused-slip-being-paid = This slip is being paid; it cannot be cancelled until the result is known. We will tell you the result.
refused-slip-paid = Slip { CODE($number) } is paid already. Its receipt is in “My slips”.
refused-slip-expired = The deadline of this slip has passed. Press “Pay premium” to get a new one.
refused-slip-cancelled = This slip is cancelled. Press “Pay premium” to get a new one.
refused-payment-unknown = This payment was not found. See how the slip stands in “My slips”.
refused-document-unknown = This paper was not found or can no longer be had. See slips and receipts in “My slips”, papers of the contract in “My contract”.
refused-rate-kind-mismatch = This rate does not belong to this kind of insurance. Its rates in percent: { WORDS($needed) }.

my-slips-chosen =
    { $pages ->
        [1] Your slips, the newest on top.
       *[other] Your slips, the newest on top (page { NUM($page) } of { NUM($pages) }).
    }
    Which one would you like to see? Press its button or write its number, for example “1”.
my-slips-chosen-help = Slips “ready to pay” can be paid or cancelled here. For “paid” slips you get the receipt.
my-slips-chosen-newer = Newer slips
my-slips-chosen-earlier = Earlier slips
my-slips-none = You have no slips yet. To get one, write “pay premium”.
my-slips-act =
    Slip { CODE($number) }: { $state }
    Months: { $months }
    Amount: { MONEY($total) } rial ({ TOMAN($total) })
    { $status ->
        [paid] Payment reference: { CODE($reference) }
        [expired] It was to be paid by { JDATE($deadline) }. For a new slip, write “pay premium”.
        [cancelled] This slip can no longer be paid.
       *[issued]
            Pay by: { JDATE($deadline) }
            Bill id: { CODE($bill) }
            Payment id: { CODE($payment) }
    }
my-slips-act-help = A slip that is ready to pay can be paid or cancelled. We send any slip or receipt again.
my-slips-act-pay = Pay
my-slips-act-paper = Get the slip again
my-slips-act-receipt = Get the receipt
my-slips-act-cancel = Cancel the slip
my-slips-paper =
    { $status ->
        [paid] The receipt of slip { CODE($number) } was sent.
       *[issued] Slip { CODE($number) } was sent.
    }
my-slips-sure = Cancel slip { CODE($number) } over { MONEY($total) } rial?
my-slips-sure-help = Afterwards you can get a new slip for the same months.
my-slips-sure-yes = Yes, cancel it
my-slips-sure-no = No
my-slips-cancelled = Slip { CODE($number) } is cancelled. For a new one, write “pay premium”.

notice-account =
    { $open ->
        [yes] Your account of { CODE($year) } is settled and recorded at the branch. The months to come are open; for a slip, please write “pay premium”.
       *[no] Your account of { CODE($year) } is settled and recorded at the branch.
    }
