# My requests: each request, how it stands, and who must do what.
my-requests-title = My requests
my-requests-act =
    { $pages ->
        [1] Your requests:
       *[other] Your requests (page { NUM($page) } of { NUM($pages) }):
    }
    { $lines }
my-requests-act-help = Open requests come first, then the newest. You also get an SMS at each change.
my-requests-act-contract = My contract
my-requests-act-enrolment = Supplementary
my-requests-act-newer = Newer
my-requests-act-earlier = Earlier
my-requests-act-enough = Done
my-requests-seen = Very well. Whenever you like, write "my requests".
my-requests-none =
    You have not made a request yet.
    Once you make one, you see here how it stands. To see your slips, write "slips".
case-line-what = • Request: { $what }
case-line-status = Status: { $status } (since { JDATE($since) })
case-line-why = Reason: { $reason }
case-line-note = Remark: { $note }
case-kind-voluntary-contract = Voluntary contract number { CODE($number) }
case-status-awaiting-exam = Waiting for the exam result
case-status-exam-unfit = The examination did not confirm it - the branch must decide
case-status-confirmed = Closed - finally confirmed
case-status-withdrawn = Closed - given up
case-status-lapsed = Closed - the contract has ended
case-next-awaiting-exam = Take the examination; { $office } records the result.
case-next-exam-unfit = { $office } decides. Please go there.
case-next-confirmed = Nothing more is needed.
case-next-withdrawn = You can make a new request.
case-next-lapsed = You can conclude a contract again.
case-reason-given-up = You gave the contract up yourself.
case-reason-annulled = The first payment was not made in time.
case-reason-lapsed-undecided = It could not be paid without a confirming examination.
case-reason-lapsed = Premiums were not paid in time.
case-reason-not-of-this-county = Your file is with the association of another county.
case-reason-dependency-not-proved = The dependency of one of the persons was not confirmed.
case-reason-member-elsewhere = One of the persons has another supplementary insurance.
case-reason-choice-unclear = Your choice for one of the persons is not clear.
case-reason-dependency-date = The dependency end date of one of the persons must be renewed.
case-reason-data-to-correct = Something in the data must be corrected.
case-reason-file-at-other-branch = The insurance file is at another branch.
case-reason-moved-house = The address now belongs to another branch.
case-reason-other = The reason stands in the note.
case-status-at-association = Under review by the retirees’ association
case-status-at-branch = Under review - needs the branch
case-status-sent-back = Sent back to be corrected
case-status-rejected = Closed - rejected
case-kind-supplementary = pensioners' supplementary insurance, number { CODE($number) }
case-next-at-association = The association of { $office } looks at it; once approved it goes to the branch.
case-next-at-branch = { $office } checks the members and decides on acceptance.
case-next-sent-back = Please correct it by writing «supplementary»; it keeps its place in the line.
case-next-rejected = If the reason is put right, ask again before the window closes. For questions turn to the association or branch ({ $office }).
