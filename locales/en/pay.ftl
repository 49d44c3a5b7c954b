pay-at-bank =
    Payment of slip { CODE($number) }, { MONEY($amount) } rial.
    Press “Open the bank page”. After you pay, the receipt arrives here.
pay-at-bank-help = You pay only on the bank's page, with your second password. Never write it in the chat.
pay-at-bank-open = Open the bank page
pay-at-bank-check = I have paid, check
pay-at-bank-later = I will pay later
pay-not-yet = No payment has arrived for slip { CODE($number) } yet.
pay-checking =
    The payment of slip { CODE($number) } is being checked.
    We ask the bank and tell you here. Next check: { JTIME($time) }.
    Please do not pay again.
pay-checking-help = Sometimes the bank takes the money but the news comes late. Your money is not lost.
pay-checking-check = Check now
pay-checking-later = I will wait
pay-failed =
    The payment of slip { CODE($number) } did not happen and no money was taken.
    Try again?
pay-failed-help = Perhaps you cancelled, or the password was wrong. The slip is still good.
pay-failed-again = Pay again
pay-failed-later = Later
pay-paid =
    Paid. Thank you.
    Slip: { CODE($number) }
    Amount: { MONEY($amount) } rial
    Reference: { CODE($reference) }
    Time: { JDATE($paid_at) }, { JTIME($paid_at) }
    These months are recorded. The receipt is attached.
pay-refund =
    The bank took { MONEY($amount) } rial, but slip { CODE($number) } could no longer be paid.
    The money goes back to your card. Our staff follow it up.
pay-later = Slip { CODE($number) } stays in “My slips”. Pay whenever you like.

notice-payment =
    { $state ->
        [paid] The payment of slip { CODE($number) }, { MONEY($amount) } rial, is recorded. Reference: { CODE($reference) }
        [failed] The payment of slip { CODE($number) } did not happen and no money was taken.
        [refund] The bank took { MONEY($amount) } rial for slip { CODE($number) } and gives it back to your card.
       *[other] The payment of slip { CODE($number) } is being checked. Please do not pay again.
    }
