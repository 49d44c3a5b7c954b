# The by-law, version by version. A version that was in force is not touched; a new text is a new version.
by-law-1399-10-title = By-law on continuing insurance voluntarily
by-law-1399-10-1-heading = Who may
by-law-1399-10-1 =
    Whoever has left the compulsory scheme and has at least 30 days of contributions may continue the insurance voluntarily.
    Not so: compulsorily insured and self-employed insured persons, pensioners, and those insured through somebody else.
by-law-1399-10-2-heading = Age
by-law-1399-10-2 =
    On the day of the request the applicant is at most 50 full years old.
    Beyond that, contributions must cover at least the excess of age. With 10 years of contributions age is not asked for.
by-law-1399-10-3-heading = Premium
by-law-1399-10-3 =
    The premium is 27 percent of the wage base, all paid by the insured person.
    The wage base is chosen between the lowest and the highest of the year. With more than 10 years of contributions it is the average wage of the last 360 days.
    Its ratio to the minimum wage is kept in later years.
by-law-1399-10-4-heading = Medical examination
by-law-1399-10-4 =
    With 365 days of contributions before the break, and not more than 9 months since, the entry examination is waived.
    Others undertake to be examined within 2 months of the contract date. Before the result slips are issued for 2 months at most; then payment is closed until the matter is decided.
by-law-1399-10-5-heading = First payment
by-law-1399-10-5 =
    The first premium is paid by the day that the contract names; otherwise the contract is annulled.
    Before the first payment the wage base may be changed.
by-law-1399-10-6-heading = Later payments
by-law-1399-10-6 =
    The premium of a month is due by the end of the second month after it.
    If three months are not paid, the contract is cancelled from the day payment stopped, and going on needs a new contract.
by-law-1399-10-7-heading = Benefits
by-law-1399-10-7 =
    Old age, invalidity, survivors' pension, treatment without per-capita charge, funeral aid, prostheses and orthoses, travel of patients.
    No sickness pay and no unemployment insurance. Once the first payment is confirmed, history is created and treatment is open at once.
by-law-1399-10-8-heading = What is done at the branch
by-law-1399-10-8 =
    Persons under 18 or with a guardian conclude the contract at the branch, with a certificate of majority or a guardianship order.
    This text is a digest of the rules for this service and does not take the place of the enacted text.
