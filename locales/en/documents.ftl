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

paper-contract-title = Contract on continuing insurance voluntarily
paper-referral-title = Referral to the examining body
paper-by-law-title = By-law
paper-by-law-version = Version
paper-by-law-since = In force since { JDATE($day) }
paper-father = Father's name
paper-birth-date = Born
paper-contract-rate = Rate
paper-contract-wage-base = Wage base (30 days)
paper-contract-premium = Premium of the first month
paper-contract-toman = In toman
paper-contract-in-toman =
    { $rest ->
        [0] { MONEY($toman) } toman
       *[other] { MONEY($toman) } toman and { NUM($rest) } rial
    }
paper-contract-start = Insured from
paper-contract-first-payment = First payment by
paper-contract-terms = Terms
paper-contract-term-1 = The insured person pays the whole premium. The ratio of the wage base to the minimum wage is kept in later years, and the premium follows each year's wage and each month's days.
paper-contract-term-2 = Before the first payment the wage base may be changed. Without the first payment in time the contract is annulled.
paper-contract-term-3 = The premium of a month is due by the end of the second month after it. If three months are not paid, the contract is cancelled from the day payment stopped.
paper-contract-term-4 = Once the bank confirms the first payment, history is created and treatment is open at once.
paper-contract-term-5 = This contract has no sickness pay and no unemployment insurance.
paper-contract-exam = Medical examination at the beginning
paper-contract-exam-not-needed = The examination is waived.
paper-contract-exam-pending = The insured person has undertaken to be examined.
paper-contract-exam-by = The insured person has undertaken to be examined by { JDATE($day) }. Before the result, slips are issued for two months at most.
paper-contract-exam-fit = The result is recorded, without objection.
paper-contract-exam-unfit = The examination did not confirm the contract.
paper-contract-by-law = Agreement to the by-law
paper-contract-agreed = The insured person read and agreed to “{ $title }” on { JDATE($day) }.
paper-contract-lapsed = This contract was cancelled on { JDATE($day) }.
paper-contract-annulled = This contract was annulled on { JDATE($day) }.
paper-contract-qr = The QR code tells whether this paper is genuine
paper-contract-qr-alt = Signed QR code of the contract
paper-contract-seal-note = It carries number, date, national id, rate, wage base and premium with a digital signature. Check its text on this service's page “Is it genuine?”, or offline with the published key and the command bimeyar verify.
paper-contract-footer = Contract { CODE($number) }
paper-contract-printed = Printed { JDATE($day) }
paper-referral-address = Address
paper-referral-phone = Phone
paper-referral-take-by = Examination by
paper-referral-lead = To the examining body
paper-referral-ask = The holder of this letter has concluded a contract on continuing insurance voluntarily and undertaken to be examined by { JDATE($day) }. Please make the medical examination at the beginning of the contract (Article 90 of the Social Security Act) and tell its result to the branch named above.
paper-referral-box-1 = Result of the examination
paper-referral-box-1-hint = To be written by the examining body.
paper-referral-box-2 = Stamp and signature of the examining body
paper-referral-box-2-hint = Day of the examination, physician, licence number
paper-referral-note = After this day payment is closed until the branch has recorded the result. Please bring your national card.

paper-activation-title = Request for an activation code
paper-activation-number = Registered as
paper-activation-date = Registered on
paper-activation-copy-file = First copy: technical file
paper-activation-copy-person = Second copy: insured person
paper-activation-lead = The person below came to the branch, showed who they are, and this request was registered.
paper-activation-mobile = Mobile
paper-activation-document = Document seen
paper-activation-document-national-card = national card
paper-activation-document-birth-certificate = birth certificate
paper-activation-document-card-receipt = receipt of a national card, with photograph
paper-activation-document-passport = passport
paper-activation-clerk = Issued by
paper-activation-until = Good until
paper-activation-code = Activation code
paper-activation-note-person = In the chat of Bimeyar, when asked who you are, choose “I have a code from the branch” and type this code. It is good until { JDATE($day) }, once, and the mobile above becomes the one on file.
paper-activation-note-keep = Tell this code to nobody. If the paper is lost, tell the branch, which revokes it; a new code also replaces this one.
paper-activation-note-file = The activation code stands on the person's copy alone and is not kept. It is good until { JDATE($day) }.
paper-activation-sign-person = Signature or fingerprint of the insured person
paper-activation-sign-clerk = Signature of the clerk
paper-activation-sign-head = Seal and signature of the head of the branch
paper-activation-cut = cut here
