# The conversations on the voluntary contract: concluding, the wished amount, a fresh code, my contract.
contract-lack = • { $what } ({ $cite })
contract-care-none = not open yet
contract-care-all = outpatient and inpatient
contract-care = Treatment: { $care }
contract-standing-unpaid = State: concluded, first payment open
contract-standing-in-force = State: in force
contract-standing-blocked = State: payment is closed
contract-standing-lapsed = State: lapsed
contract-standing-annulled = State: annulled
contract-paid-until = Paid until the end of { JMONTH($month) }
contract-opens = Payment opens on { JDATE($opens) }.
contract-first-by =
    First payment: by { JDATE($until) }
    { $ends ->
        [none] If it is not paid, the contract is annulled.
       *[other] If it is not paid, the contract is annulled on { JDATE($ends) }.
    }
contract-next = Next payment: { JMONTH($month) }, { MONEY($amount) } rial, by { JDATE($until) }
contract-exam-by = Medical examination: by { JDATE($by) }
contract-file-name = Voluntary contract { CODE($number) }
referral-file-name = Referral letter { CODE($number) }
by-law-file-name = { $title }
contract-event = { JDATE($at) }: { $what }

voluntary-contract-intro =
    With this contract you go on with your insurance. It takes less than 5 minutes, and nothing is recorded before your last yes.
    If you are under 18 or have a guardian, this is done at the branch only: with identity booklet, national card, and a certificate of majority or guardianship order.
voluntary-contract-has-one = You have a voluntary contract already. Here it is:
voluntary-contract-at-branch =
    Your contract is concluded at the branch only:
    { $lines }
    Please go to { $branch }
    Address: { WORDS($address) }
    Phone: { PHONE($phone) }
    Bring:
    { $bring }
voluntary-contract-not-eligible =
    This contract cannot be concluded for you now:
    { $lines }
    Once the conditions are met, write “conclude contract” again.
    If you think this is wrong: { $branch }, { WORDS($address) }, phone { PHONE($phone) }
voluntary-contract-data =
    This is on file:
    Name: { $name }
    Father's name: { $father }
    National id: { CODE($national) }
    Born: { JDATE($born) }
    Insurance number: { $sso }
    Mobile: { $mobile }
    Address: { $address }
    Postal code: { $postal }
    IBAN: { $iban }

    Is it right?
voluntary-contract-data-help =
    Address, postal code and IBAN can be corrected here: “Correct it”.
    Name, national id, birth date and mobile are changed at the branch only.
voluntary-contract-data-confirm = It is right, go on
voluntary-contract-data-correct = Correct it
voluntary-contract-data-change = Change my data
by-law-text =
    { $title }, part { NUM($k) } of { NUM($n) }
    { $heading }

    { WORDS($text) }
by-law-text-help = Read each part and press “Next part”. “Read and agreed” comes with the last one.
by-law-text-bad-choice = Please press a button. “Read and agreed” stands below the last part.
by-law-text-agree = Read and agreed
by-law-text-next = Next part
by-law-text-previous = Part before
by-law-text-last = To the last part
voluntary-contract-wish-change = Change the amount
voluntary-contract-exam =
    { $exempt ->
        [yes] You need no medical examination. There is nothing to do.
       *[no]
            A medical examination is needed:
            { $lines }

            Do you undertake to be examined by { JDATE($by) }?
            Until its result you can pay up to { JMONTH($month) }. Treatment until then: { $care }.
    }
voluntary-contract-exam-help =
    { $exempt ->
        [yes] Your contributions waive the examination. Press “Go on”.
       *[no] The referral letter is in “My contract”. The branch records the result; without it payment is closed.
    }
voluntary-contract-exam-go-on = Go on
voluntary-contract-exam-yes = I undertake it
voluntary-contract-exam-no = I do not undertake it
voluntary-contract-declined =
    { $exempt ->
        [yes] All right. No contract was concluded.
       *[no] All right. Without the undertaking there is no contract, and nothing was recorded.
    }
    Whenever you like, write “conclude contract” again.
voluntary-contract-review =
    Please look once more:
    Name: { $name }
    Rate: { NUM($rate) } percent
    Wage base (30 days): { MONEY($wage) } rial
    Premium of { JMONTH($month) } ({ NUM($days) } days): { MONEY($premium) } rial ({ TOMAN($premium) })
    Insured from: { JDATE($starts) }
    { $exempt ->
        [yes] Medical examination: waived
       *[no] Medical examination: undertaken by { JDATE($by) }
    }
    Agreed to “{ $law }”

    Conclude the contract?
voluntary-contract-review-help = “Conclude” records the contract, and its number and date come by SMS. Nothing is paid yet.
voluntary-contract-review-conclude = Conclude
voluntary-contract-review-bad-choice =
    If you want this contract, write “yes”.
    If not: press one of the “Change” buttons, or “Cancel”.
voluntary-contract-exists = { refused-contract-exists }
voluntary-contract-new-law = { refused-by-law-changed }
voluntary-contract-repriced = { refused-terms-changed }
voluntary-contract-unwaived = { refused-undertaking-needed }
voluntary-contract-concluded =
    Your contract is concluded.
    Number: { CODE($number) }
    Date: { JDATE($concluded) }
    Number and date come by SMS.
    Premium of { JMONTH($month) }: { MONEY($premium) } rial ({ TOMAN($premium) })
    { $until ->
        [none] Please pay the first month soon.
       *[other] First payment: by { JDATE($until) }
    }

    { $opens ->
        [none] Pay now?
       *[other] Payment opens on { JDATE($opens) }. Please pay in “My contract” from that day.
    }
voluntary-contract-concluded-help = The first payment is recorded as contribution and opens treatment. Before it you can change the amount in “My contract”.
voluntary-contract-concluded-pay = Pay the first month
voluntary-contract-concluded-later = Later
voluntary-contract-concluded-understood = Understood
voluntary-contract-kept =
    All right. Contract { CODE($number) } is in “My contract”.
    { $until ->
        [none] Please pay the first month soon.
       *[other] Please pay the first month by { JDATE($until) }, else the contract is annulled.
    }

contract-wish-premium =
    How much will you pay a month? For example “six million toman”.
    From { TOMAN($low) } to { TOMAN($high) }
contract-wish-premium-help =
    Write the amount with “toman” or “rial”, in figures or words, for example “6,000,000 toman”.
    Lowest: { MONEY($low) } rial. Highest: { MONEY($high) } rial. The rate is { NUM($rate) } percent of the wage.
contract-wish-premium-bad-low = { MONEY($amount) } rial is far too little. Write the amount of a month, for example “six million toman”.
contract-wish-premium-bad-high = { MONEY($amount) } rial is far too much. Write the amount of a month, for example “six million toman”.
contract-wish-answer =
    { $granted ->
        [yes] For { JMONTH($month) } ({ NUM($days) } days):
        [low] This is less than allowed. The lowest for { JMONTH($month) } ({ NUM($days) } days):
       *[high] This is more than allowed. The highest for { JMONTH($month) } ({ NUM($days) } days):
    }
    Premium: { MONEY($premium) } rial ({ TOMAN($premium) })
    Wage base: { MONEY($wage) } rial ({ TOMAN($wage) })
    Rate: { NUM($rate) } percent
    Allowed: { MONEY($low) } to { MONEY($high) } rial
    { $provisional ->
        [yes] This year's figures are not announced yet and may be corrected later.
       *[no] Insured from: { JDATE($starts) }
    }

    Is this amount right? For another one, write it here, for example “7 million toman”.
contract-wish-answer-help = The amount of a month depends on its days (31, 30 or 29). The wage base is for 30 days.
contract-wish-answer-take = This amount is right
contract-wish-answer-other = Another amount
contract-wish-answer-bad-low = { MONEY($amount) } rial is far too little for a month. Write another amount, for example “7 million toman”.
contract-wish-answer-bad-high = { MONEY($amount) } rial is far too much for a month. Write another amount, for example “7 million toman”.
contract-wish-answer-bad-choice = We did not understand this. Write another amount, for example “7 million toman”, or press a button.
contract-wish-only =
    You have more than ten years of contributions, so your wage base is the average of your last 360 days and cannot be chosen:
    Premium of { JMONTH($month) } ({ NUM($days) } days): { MONEY($premium) } rial ({ TOMAN($premium) })
    Wage base: { MONEY($wage) } rial ({ TOMAN($wage) })
    Rate: { NUM($rate) } percent
    Insured from: { JDATE($starts) }
contract-wish-only-help = This amount comes from your own wages. If you do not want it, press “Cancel”.
contract-wish-only-take = Go on with this amount
contract-wish-only-bad-choice = To go on with this amount, write “yes”; if not, press “Cancel”.

prove-code =
    For your safety, an SMS with a code of { NUM($digits) } digits was sent to your mobile on file.
    Write the code here, for example 48213
    Tell this code to nobody.
prove-code-help = Your last code is some time ago; this needs a fresh one. If no SMS comes, press “No code came, send again”.
prove-code-resend = No code came, send again
prove-expired = This code is no longer taken.
prove-resent = A new code was sent to you. The one before is no longer taken.

my-contract-at-branch =
    { refused-contract-none }
    { voluntary-contract-at-branch }
my-contract-not-eligible =
    { refused-contract-none }
    { voluntary-contract-not-eligible }
my-contract-none =
    { refused-contract-none }
    Would you like to conclude one now?
my-contract-none-help = The voluntary contract is for people who are no longer compulsorily insured and want to go on.
my-contract-none-conclude = Conclude a voluntary contract
my-contract-none-later = Not now
my-contract-later = All right. Whenever you like, write “conclude contract”.
my-contract-contract =
    Contract { CODE($number) }, { JDATE($concluded) }
    { $lines }
    Wage base: { MONEY($wage) } rial, rate { NUM($rate) } percent

    What can I do?
my-contract-contract-help = “Text” shows all that was agreed. The amount can be changed before the first payment.
my-contract-contract-pay = Pay premium
my-contract-contract-text = Text and PDF
my-contract-contract-referral = Referral letter
my-contract-contract-wage = Change the amount
my-contract-contract-history = What happened?
my-contract-contract-give-up = Give the contract up
my-contract-contract-renew = Conclude a new contract
my-contract-text =
    Voluntary contract { CODE($number) }
    Date: { JDATE($concluded) }
    Insured from: { JDATE($starts) }
    Rate: { NUM($rate) } percent, all paid by the insured person
    Wage base of 30 days: { MONEY($wage) } rial
    Premium of { JMONTH($month) }: { MONEY($premium) } rial ({ TOMAN($premium) })
    { $exam ->
        [not-needed] Medical examination: waived
        [fit] Medical examination: done, no obstacle
        [unfit] Medical examination: done, not approved
       *[pending]
            { $by ->
                [none] Medical examination: result awaited
               *[other] Medical examination: undertaken by { JDATE($by) }
            }
    }
    { $agreed ->
        [none] This contract was concluded at the branch.
       *[other] On { JDATE($agreed) } the insured person agreed to the by-law on continuing insurance voluntarily (version { WORDS($version) }).
    }
    Branch: { $branch }, { WORDS($address) }, phone { PHONE($phone) }
my-contract-referral =
    The referral letter was sent. Print it and go to the examination by { JDATE($by) } with your national card.
    The branch records the result: { $branch }, phone { PHONE($phone) }
my-contract-history =
    Contract { CODE($number) }:
    { $lines }
my-contract-sure =
    Change the premium of { JMONTH($month) } from { MONEY($old) } rial to { MONEY($premium) } rial ({ TOMAN($premium) })?
    Wage base: { MONEY($wage) } rial
my-contract-sure-help = Before the first payment you can change it again. An earlier unpaid slip is cancelled.
my-contract-sure-yes = Yes, change it
my-contract-sure-no = No
my-contract-repriced = { refused-terms-changed }
my-contract-changed = The premium is now { MONEY($premium) } rial ({ TOMAN($premium) }). Wage base: { MONEY($wage) } rial.
my-contract-give-up =
    Give contract { CODE($number) } up?
    It is annulled. You can conclude a new one later.
my-contract-give-up-help = While nothing is paid, you can give the contract up. Its unpaid slip is cancelled too.
my-contract-give-up-yes = Yes, give it up
my-contract-give-up-no = No, keep it
my-contract-annulled = Contract { CODE($number) } was annulled at your wish. For a new one, write “conclude contract”.
