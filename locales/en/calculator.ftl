calculator-kind = For which insurance?
calculator-kind-help = The calculator needs no login and no contract. Nothing is recorded.
calculator-kind-voluntary = Voluntary insurance (27 %)
calculator-kind-self_employed = Self-employed
calculator-rate = Which rate?
calculator-rate-help =
    12 %: old age and death after retirement.
    14 %: old age and death before and after retirement.
    18 %: old age, invalidity and death.
calculator-rate-r12 = 12 %
calculator-rate-r14 = 14 %
calculator-rate-r18 = 18 %
calculator-direction = What do you know?
calculator-direction-help = From the wage base we tell the premium, from the premium the wage base.
calculator-direction-for-wage = I know the monthly wage
calculator-direction-for-premium = I know the premium
calculator-wage = Which monthly wage base (30 days)? For example “20 million toman”.
calculator-wage-help = Write the amount with “toman” or “rial”, in figures or words.
calculator-premium = How much would you like to pay a month? For example “six million toman”.
calculator-premium-help = Write the amount with “toman” or “rial”, in figures or words.
calculator-result =
    { $granted ->
        [yes] Result for { JMONTH($month) } ({ NUM($days) } days):
       *[no] This amount lies outside the bounds. The nearest allowed one for { JMONTH($month) } ({ NUM($days) } days):
    }
    Premium: { MONEY($premium) } rial ({ TOMAN($premium) } toman)
    Wage base (30 days): { MONEY($wage) } rial
    Rate: { NUM($rate) } %
    Lowest premium: { MONEY($low) } rial, highest: { MONEY($high) } rial
    Lowest wage base: { MONEY($lowwage) } rial, highest: { MONEY($highwage) } rial
calculator-result-help = The amount of a month depends on its days (31, 30 or 29).
calculator-result-again = Calculate again
calculator-result-enough = Enough
calculator-bye = Write “calc” whenever you like.
