# Pensioners' supplementary insurance: conditions and sources of the rule, and refusals.
reason-is-pensioner = being a pensioner
reason-not-of-the-staff = not being of the organisation's staff
reason-file-active = a pension file that is active
reason-year-running = contract year of the supplementary insurance until { JDATE($needed) }
reason-plan-offered = plan { CODE($is) }
reason-change-made = at least one change
reason-change-possible = each change fits how that person stands
reason-window-open = enrolment and withdrawal from { JDATE($is) } to { JDATE($needed) }
reason-pensioner-covered = the pensioner is insured too
reason-spouse-covered = the permanent spouse is insured together with the pensioner
reason-others-all-or-none = children and parents: all or none

cite-supplementary-order-1 = order on pensioners' supplementary insurance, clause 1
cite-supplementary-order-4 = order on pensioners' supplementary insurance, clause 4
cite-supplementary-order-5 = order on pensioners' supplementary insurance, clause 5
cite-supplementary-order-15 = order on pensioners' supplementary insurance, clause 15
cite-supplementary-contract = yearly contract of the High Council of the associations with the insurer
kinship-self = the pensioner
kinship-spouse = spouse
kinship-child = child
kinship-parent = father or mother
basis-through-pensioner = through the pensioner
basis-employed = employed, insured by themselves
basis-retired = retired
basis-childs-dependant = through an insured child
basis-other-insurer = another basic insurer

enrolment-has = has it
enrolment-has-not = has it not
enrolment-action-register = enrol
enrolment-action-withdraw = withdraw
enrolment-action-none = no change
enrolment-no-end = no end
enrolment-plan =
    { $plan ->
        [gold] gold plan
        [silver] silver plan
       *[other] plan { CODE($plan) }
    }
enrolment-days = { JDATE($from) } to { JDATE($to) }
enrolment-branch = { $name } ({ CODE($code) })
enrolment-count = { NUM($count) } people
enrolment-file-active = active
enrolment-file-inactive = not active
enrolment-dossier-pensioner = Pensioner
enrolment-dossier-members = Pensioner and dependants
enrolment-dossier-money = Premium and contract of the year
enrolment-dossier-earlier = Earlier requests
enrolment-column-name = Name
enrolment-column-kinship = Kinship
enrolment-column-until = Dependency ends
enrolment-column-basis = Basic cover
enrolment-column-now = Now
enrolment-column-action = Asked for
enrolment-column-after = New status
enrolment-column-number = Number
enrolment-column-opened = Submitted
enrolment-column-status = Status
enrolment-column-reason = Reason
enrolment-fact-pension = Pension number
enrolment-fact-county = County
enrolment-fact-branch = Last branch of the file
enrolment-fact-file = State of the file
enrolment-fact-plan = Plan
enrolment-fact-year = Contract year
enrolment-fact-order = Order of the year
enrolment-fact-persons = Insured after the change
enrolment-fact-premium = Premium of all a month
enrolment-fact-share = The pensioner's share a month
enrolment-fact-terms = Version of the terms accepted

refused-enrolment-not-pensioner = This is for pensioners, and there is no pension file in your name.
refused-enrolment-staff = This is for pensioners who are not of the organisation's staff.
refused-enrolment-file-closed = Your pension file is not active. Please go to your branch.
refused-enrolment-no-year = No contract of the supplementary insurance is announced for today.
refused-enrolment-plan-unknown = There is no such plan in this year's contract.
refused-enrolment-nothing-changed = You have not asked for any change yet.
refused-enrolment-changed = Things have changed since you saw them. Please write «supplementary» again.
refused-enrolment-window-closed = Enrolment and withdrawal are open from { JDATE($from) } to { JDATE($to) }, not now.
refused-enrolment-pensioner-first = The family has no supplementary insurance without the pensioner.
refused-enrolment-spouse-compulsory = The permanent spouse is insured together with the pensioner.
refused-enrolment-all-or-none = Children and parents are insured all together, or none of them.
refused-enrolment-open = Your request { CODE($number) } is open. Until it ends no other one is registered.
refused-enrolment-terms-changed = The terms have changed. Please read the new version.
refused-enrolment-repriced = The amount has changed since you saw it: your share is { MONEY($pensioner) } rial a month.
refused-enrolment-none = You have no such request.
refused-enrolment-over = This request is closed.

year-fault-missing = This value is needed.
year-fault-unknown-field = A year has no such value.
year-fault-empty = At least one is needed.
year-fault-malformed = The value has the wrong form.
year-fault-not-a-day = There is no such day in the calendar.
year-fault-shares = The shares of organisation and pensioner are not the premium together.
year-fault-not-of-the-year = The first day is not in this year.
year-fault-before-start = The end is before the beginning.
year-fault-after-end = This is after the end of the contract year.
year-fault-twice = A plan stands there twice.
year-no-not-found = There is no such entry.
year-no-changed = This entry has changed since you saw it.
year-no-own = What you entered yourself is approved by somebody else.
year-no-superseded = A newer entry has been made since.
year-no-approved = This entry is approved.
