pay-at-bank =
    Payment of slip { CODE($number) }, { MONEY($amount) } rial ({ TOMAN($amount) })
    1. Press “Open the bank page” and pay there.
    2. Come back to this chat; the receipt arrives by itself.
pay-at-bank-help =
    You pay only on the bank's page, with your one-time password. Never write a card's password in the chat.
    If you have paid and no receipt came, press “I have paid, check”.
pay-at-bank-open = Open the bank page
pay-at-bank-check = I have paid, check
pay-at-bank-later = I will pay later
pay-at-bank-bad-choice =
    You cannot pay inside this chat; press “Open the bank page”.
    If you have paid, write “2” and we check.
pay-not-yet = No payment has reached us for slip { CODE($number) } yet. If you have just paid, check again in a little while.
pay-checking =
    The payment of slip { CODE($number) } is being checked.
    { $time ->
        [none] We ask the bank and tell you here.
       *[other] We ask the bank and tell you here. Next check: { JTIME($time) }
    }
    Please do not pay again; your money is not lost.
pay-checking-help = Sometimes the bank takes the money but the news comes late. If it was taken, it is either recorded or goes back to your card.
pay-checking-check = Check now
pay-checking-later = I will wait
pay-waiting = All right. We tell you here and by SMS how the payment of slip { CODE($number) } ended. Please do not pay again until then.
pay-failed =
    The payment of slip { CODE($number) } did not happen and no money was taken from your card.
    Try again?
pay-failed-help = Perhaps you cancelled, the password was wrong, or the bank page timed out. The slip is still good.
pay-failed-again = Pay again
pay-failed-later = Later
pay-paid =
    Paid. Thank you.
    Slip: { CODE($number) }
    Amount: { MONEY($amount) } rial ({ TOMAN($amount) })
    Reference: { CODE($reference) }
    Time: { JDATE($paid_at) }, { JTIME($paid_at) }
    These months are in your insurance record, and the receipt was sent to you.
pay-already = Slip { CODE($number) } is paid and nothing more is needed. Its receipt was sent to you.
pay-refund =
    The bank took { MONEY($amount) } rial, but slip { CODE($number) } could no longer be paid.
    The money goes back to your card and our staff follow it up. If you have a question, call 1420.
pay-later =
    All right. Slip { CODE($number) } stays in “My slips”, and you can pay it until its deadline.
    If you have just paid, the receipt arrives by itself.

notice-payment =
    { $state ->
        [paid] The payment of slip { CODE($number) }, { MONEY($amount) } rial, is recorded. Reference: { CODE($reference) }
        [failed] The payment of slip { CODE($number) } did not happen and no money was taken from your card.
        [refund] The bank took { MONEY($amount) } rial for slip { CODE($number) }, but it could no longer be paid. The money goes back to your card.
        [checking] The payment of { MONEY($amount) } rial for slip { CODE($number) } is being checked. Next check: { JTIME($check_again_at) }. Please do not pay again.
       *[other] The payment of slip { CODE($number) } is being checked. Please do not pay again.
    }
notice-payment-over = Slip { CODE($number) } is paid and this button does nothing any more. Its receipt is in “My slips”.
notice-slip =
    { $state ->
        [cancelled] Slip { CODE($number) } was cancelled and cannot be paid any more. For a new slip write “pay premium”.
       *[expired] The deadline of slip { CODE($number) } has passed and it cannot be paid any more. For a new slip write “pay premium”.
    }
notice-slip-over =
    { $state ->
        [cancelled] Slip { CODE($number) } is cancelled and this button does nothing any more.
       *[expired] The deadline of slip { CODE($number) } has passed and this button does nothing any more.
    }
