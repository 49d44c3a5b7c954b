calculator-kind = For which insurance?
calculator-kind-help =
    We calculate by this month's rate and minimum wage.
    The calculator needs no signing in and no contract, and nothing is recorded.
calculator-kind-voluntary = Voluntary insurance
calculator-kind-self_employed = Self-employed
calculator-rate = At which rate?
calculator-rate-help =
    What does each rate cover?
    { $lines }
calculator-rate-percent = { NUM($rate) } %
calculator-covers-first = Rate { $line }: { $what }
calculator-covers-more = { $line }, { $what }
cover-old_age = old age
cover-invalidity = disability
cover-death_before_retirement = death before retirement
cover-death_after_retirement = death after retirement
cover-survivors = survivors' pension
cover-treatment = treatment
cover-funeral = funeral aid
cover-prosthesis = prostheses and aids
cover-patient_travel = travel of patients
calculator-direction = Which one do you know?
calculator-direction-help = From the wage we tell the premium, and from the premium the wage.
calculator-direction-for-wage = I know the monthly wage
calculator-direction-for-premium = I know the premium
calculator-wage = Which monthly wage? Write for example “30 million toman”.
calculator-wage-help = Write the amount with “toman” or “rial”, in figures or words, for example “30,000,000 toman”.
calculator-wage-bad-low = { MONEY($amount) } rial is far too little for a month's wage. Please write it again, for example “30 million toman”.
calculator-wage-bad-high = { MONEY($amount) } rial is far too much for a month's wage. Please write it again, for example “30 million toman”.
calculator-premium = How much would you like to pay a month? Write for example “six million toman”.
calculator-premium-help = Write the amount with “toman” or “rial”, in figures or words, for example “6,000,000 toman”.
calculator-premium-bad-low = { MONEY($amount) } rial is far too little for a month's premium. Please write it again, for example “six million toman”.
calculator-premium-bad-high = { MONEY($amount) } rial is far too much for a month's premium. Please write it again, for example “six million toman”.
calculator-result =
    { $granted ->
        [yes] Result for { JMONTH($month) } ({ NUM($days) } days):
       *[no] The amount you wrote lies outside the bounds. The nearest allowed one for { JMONTH($month) } ({ NUM($days) } days):
    }
    Premium: { MONEY($premium) } rial ({ TOMAN($premium) })
    Wage of a month of 30 days: { MONEY($wage) } rial ({ TOMAN($wage) })
    Rate: { NUM($rate) } %
    Allowed premium: { MONEY($low) } to { MONEY($high) } rial
    Allowed wage: { MONEY($lowwage) } to { MONEY($highwage) } rial

    For another amount, write it here, for example “35 million toman”.
calculator-result-bad-low = { MONEY($amount) } rial is far too little for a month. Write another amount, for example “35 million toman”.
calculator-result-bad-high = { MONEY($amount) } rial is far too much for a month. Write another amount, for example “35 million toman”.
calculator-result-bad-choice = I did not understand. Write another amount, for example “35 million toman”, or press one of the buttons.
calculator-result-help = The amount of a month depends on its days (31, 30 or 29). This is a calculation only; nothing was recorded.
calculator-result-again = Calculate from the start
calculator-result-enough = Enough
calculator-bye = Write “calc” whenever you like. For a voluntary contract write “conclude contract”.
