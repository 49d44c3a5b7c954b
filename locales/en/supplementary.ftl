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
