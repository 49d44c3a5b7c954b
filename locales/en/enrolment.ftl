# Pensioners' supplementary insurance in the chat: terms, data, members, review, and a request that is open.
supplementary-title = Pensioners' supplementary insurance
enrolment-terms-title = Terms of the contract
enrolment-terms-text =
    Terms of the contract of { CODE($year) }, part { NUM($k) } of { NUM($n) } (the Persian text binds)
    { $heading }
    { $text }
enrolment-terms-text-help = Read all parts. At the end press «Confirm and go on» if you agree.
enrolment-terms-text-next = Next part
enrolment-terms-text-previous = Part before
enrolment-terms-text-last = To the last part
enrolment-terms-text-agree = Confirm and go on

supplementary-closed =
    { $door ->
        [not-pensioner]
            This is for pensioners: enrolling in the supplementary health and life insurance, or leaving it, for themselves and their family.
            There is no pension file in your name. If you have just retired, please ask the branch:
        [staff]
            You are a pensioner of the organisation's own staff, and this is for the others.
            Please ask the branch about the insurance for staff:
        [file-closed]
            Your pension file is not active, so no request can be registered.
            Please go to the branch about your file:
        [window-closed]
            Enrolment and withdrawal are open from { JDATE($from) } to { JDATE($to) }, not now.
            If somebody left your dependency and is still insured, please take their papers to the retirees' association of your county. Your branch:
       *[other]
            No contract of the supplementary insurance is announced for today. Once it is, this opens.
            For questions:
    }
    { $branch }, { WORDS($address) }, phone { PHONE($phone) }

supplementary-own =
    This is what the organisation has:
    Name: { $name }
    Pension number: { CODE($pension) }
    County of the association: { $county }
    Last branch of the file: { $branch }
    Is it right?
supplementary-own-help = Your request goes to the retirees' association of this county, and then to this branch.
supplementary-own-right = Confirm and go on
supplementary-own-wrong = Something differs
supplementary-elsewhere =
    To have it corrected, please take your identity papers to the last branch where your file is active:
    { $branch }, { WORDS($address) }, phone { PHONE($phone) }
    Afterwards write «supplementary» again.
supplementary-elsewhere-help = «Back» shows you the data again.
supplementary-elsewhere-enough = All right
supplementary-corrected-there = Once your data are corrected at the branch, write «supplementary».

supplementary-plan = Which plan?
supplementary-plan-help = The plan is the same for the whole family.
supplementary-plan-one = { $plan }, your share { MONEY($share) } rial a month for each person

supplementary-members =
    { $window ->
        [yes] Press a person's button, or write their number, or «all».
       *[no] The window is closed; only who left dependency can be withdrawn.
    }
    { $lines }
    { $notes }
supplementary-members-help =
    Each button changes one person.
    Spouse: with you unless employed, retired, insured elsewhere. Children, parents: all or none.
enrolment-line =
    { NUM($n) }. { $name }, { $kinship }{ $until }
    { $mark ->
        [correct] { $state } (this line is to be corrected)
        [why] { $state }; has another basic insurer and cannot be enrolled
       *[plain] { $state }
    }
enrolment-stays = Now: { $now }
enrolment-moves = Now: { $now } → { $action } → new status: { $after }
enrolment-until = , until { JDATE($on) }
enrolment-without-end = , no end date
enrolment-left = , until { JDATE($on) } (ended)
enrolment-toggle =
    { $does ->
        [register] ✓ { NUM($n) }. { $name }: enrol
        [withdraw] ✓ { NUM($n) }. { $name }: leave the insurance
        [can-register] { NUM($n) }. { $name }: enrol?
       *[can-withdraw] { NUM($n) }. { $name }: leave the insurance?
    }
enrolment-everybody = Everybody
enrolment-everybody-leaves = Everybody leaves the insurance
enrolment-nobody = Nobody
enrolment-go-on = Confirm and go on
enrolment-no-note = { "" }
enrolment-ended = { $name } is not listed: their dependency ended. To enrol them, renew it at the branch first, with papers.
enrolment-lack-pensioner-covered = { $name } has no supplementary insurance without you; choose your own line too.
enrolment-lack-spouse-covered = The spouse, { $name }, must be insured too: neither employed, retired nor insured elsewhere.
enrolment-lack-others-all-or-none = Children and parents are insured all together, or none of them; { $name } is left out.
enrolment-lack-change-made = You have not asked for any change yet.
enrolment-broken = { $what } ({ $cite })
input-members-bad-none = Nobody is chosen yet. Press a person's button, write their number, or write «all».
input-members-bad-outside = There are { NUM($most) } people in the list. Write a number from 1 to { NUM($most) }, for example { NUM($example) }
input-members-bad-closed = Nothing can be done for { $name } now. Write another number, for example { NUM($example) }
supplementary-broken =
    This choice cannot go on:
    { $lines }
supplementary-stale = Since you saw it something has changed for one of them. This is the list of now:

supplementary-review =
    { $lines }
    { $money ->
        [none] From that month nothing more is deducted from the pension.
        [over] { $plan }, { NUM($persons) } people. Nothing is left to deduct in this contract year.
       *[some]
            { $plan }, { NUM($persons) } people
            Premium { MONEY($premium) } rial a month: organisation { MONEY($organisation) } rial, you { MONEY($share) } rial
            From { JMONTH($first) } to { JMONTH($last) } { MONEY($total) } rial are deducted from the pension, { enrolment-if-accepted }
    }
    { $desk ->
        [branch] Send it to { $office }?
        [association] Send it to the association of { $office }?
       *[other] Send it to be examined?
    }
enrolment-if-accepted =
    { $later ->
        [none] if accepted by { JSHORT($by) }.
       *[other] if accepted by { JSHORT($by) }; else from { JMONTH($later) }.
    }
enrolment-loses = Note: the supplementary cover of { $names } ends with { JMONTH($first) }, { enrolment-if-accepted }
enrolment-names = { $names } and { $name }
supplementary-review-help = After submission your request is examined, and an SMS tells you of every stage.
supplementary-review-submit = Submit
supplementary-review-edit = Change the list
enrolment-outcome = { $name }: { $action }, new status: { $after }
enrolment-unchanged = { $name }: no change ({ $after })
supplementary-new-terms = The terms have changed. Please read the new version.
supplementary-repriced = The amount has changed since you saw it: your share is { MONEY($pensioner) } rial a month. Please look again.
supplementary-exists = Your request { CODE($number) } is open; no other one was registered.
supplementary-done =
    Your request is registered. Number: { CODE($number) }
    Status: { $status }
    { $next }
    To follow it write «my requests».

supplementary-has-open =
    Your request { CODE($number) } is open.
    Status: { $status } (since { JDATE($since) })
    { $next }
supplementary-has-open-help = While it is open no other one is registered. If you do not want it, close it.
supplementary-has-open-later = All right
supplementary-has-open-give-up = I close the request
supplementary-sent-back =
    Your request { CODE($number) } came back for correction.
    { $lines }
    Once corrected it returns to its own place in the line.
supplementary-sent-back-help = «I correct it» asks you that very line again. All else stays as you wrote it.
supplementary-sent-back-correct = I correct it
supplementary-sent-back-give-up = I close the request
supplementary-sent-back-later = Later
enrolment-correct-line = Line to correct: { $name }
supplementary-sure = Close request { CODE($number) }? Nobody's insurance changes.
supplementary-sure-help = Closing it ends the examination. While the window is open you may submit a new one.
supplementary-sure-yes = Yes, close it
supplementary-sure-no = No
supplementary-given-up = Request { CODE($number) } was closed at your wish. An SMS follows.
supplementary-kept = All right, your request is as it was. To follow it write «my requests».

notice-enrolment =
    { $event ->
        [approved] The association approved request { CODE($number) } for the supplementary insurance. Now the branch looks at it.
        [rejected] Request { CODE($number) } for the supplementary insurance was not approved. Why, and what can be done, is in «My requests».
        [sent-back] Request { CODE($number) } for the supplementary insurance needs a correction. Please write «supplementary».
        [transferred] Request { CODE($number) } for the supplementary insurance was sent to another branch.
       *[confirmed] Request { CODE($number) } for the supplementary insurance is accepted. The SMS has the details.
    }
