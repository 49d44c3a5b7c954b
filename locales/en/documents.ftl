paper-organisation = Social Security Organization
paper-slip-title = Premium payment slip
paper-receipt-title = Premium receipt
paper-kind-voluntary = Voluntary continuation of insurance
paper-kind-self_employed = Self-employed insurance
paper-number = Slip number

paper-insured = Insured person
paper-national-id = National id
paper-sso-number = Social security number
paper-branch = Branch
paper-branch-name = { $name } (code { CODE($code) })
paper-contract = Contract number
paper-contract-date = Contract date
paper-rate = Premium rate
paper-percent = { NUM($rate) } %
paper-wage-base = Wage base of 30 days
paper-rial = { MONEY($amount) } rial

paper-head-row = No.
paper-head-month = Month
paper-head-days = Days
paper-head-premium = Premium (rial)
paper-head-per-capita = Per-capita (rial)
paper-head-sum = Sum (rial)
paper-sum = Sum
paper-debt = Earlier debt
paper-covered =
    { $persons ->
        [one] Treatment per-capita is counted for one person.
       *[other] Treatment per-capita is counted for { NUM($persons) } persons.
    }

paper-total = Amount to pay
paper-total-paid = Amount paid
paper-total-ended = Amount of this slip
paper-unit = rial
paper-in-words = In words: { $words } rial
paper-toman =
    { $rest ->
        [0] equals { MONEY($toman) } toman
       *[other] equals { MONEY($toman) } toman and { NUM($rest) } rial
    }
paper-issued = Issued on
paper-deadline = Pay by
paper-paid-at = Paid on
paper-moment = { $day }, { $time }
paper-reference = Reference

paper-bill-id = Bill id
paper-payment-id = Payment id
paper-codes-model = These two identifiers are a model: they follow the public format of utility bills and are not the organization's own identifiers.
paper-codes-rounded = The payment id rounds the amount up to the next thousand rial. The exact amount is the one written above.

paper-qr-pay = To pay, point your phone's camera at this code.
paper-qr-codes = The numbers and the amount of this slip are in this code too.
paper-qr-alt = QR code of the slip
paper-qr-text =
    Slip { $number }
    Bill { $bill }
    Payment { $payment }
    Rial { $amount }
paper-qr-paid =
    Slip { $number }
    Rial { $amount }
    Reference { $reference }

paper-ways = Three ways to pay; the choice is yours
paper-way-web-title = Internet
paper-way-web = Open the code above with your phone's camera, or choose “My slips” in the Bimeyar chat. Any Shetab card with its second password will do.
paper-way-chat = Choose “My slips” in the Bimeyar chat. Any Shetab card with its second password will do.
paper-way-branch-title = Branch
paper-way-phone = Phone: { PHONE($phone) }
paper-way-broker-title = Broker office
paper-way-broker = Any official social security broker makes this payment. The fee follows the tariff and is paid by you.

paper-note-issued = After the deadline this slip is no longer accepted and a new one is needed.
paper-note-paid = This amount has been paid and the contribution for the months above is recorded.
paper-note-expired = The deadline of this slip has passed; please do not pay with it. Get a new slip to pay.
paper-note-cancelled = This slip has been cancelled; please do not pay with it. Get a new slip to pay.
paper-note-receipt = Please keep this receipt. The reference above is all that is needed to ask about it.
paper-note-provisional = This year's treatment per-capita is not yet announced. The last announced one was used and may be corrected later.

paper-stamp-paid = PAID
paper-stamp-cancelled = CANCELLED
paper-stamp-expired = EXPIRED

paper-footer = Bimeyar, slip { CODE($number) }
paper-page = Page { NUM($page) } of { NUM($pages) }
