# Console: the contract year of the supplementary insurance, entered and approved by two people.
console-menu-years = Contract years of the supplementary insurance
console-about-years = Window, premiums, shares, rules and text of each year: one enters, another approves
console-years-how = One person enters each year and another approves it. Only an approved year is used in the conversation. Every change is a new entry and needs approval again.
console-years-none = No year has been entered yet.
console-year-of = Contract year { CODE($year) }
console-year-new = Enter a contract year
console-year-new-how = Days are Jalali, for example 1405/09/01. Amounts are rial, per person and month. Afterwards a colleague sees it and approves it.
console-year-change = Change (a new entry)
console-year-changed = changed
console-year-enter = Enter for approval
console-year-approve = I approve
console-year-approve-how = Please compare every value with the order and the contract of this year. Once approved, exactly these values are used in the conversation with pensioners.
console-year-approve-another = This entry is yours. A colleague has to approve it.
console-year-window = Window: { JDATE($from) } to { JDATE($to) }
console-year-order = Order { $number }, { JDATE($on) }
console-year-entered-by = Entered:
console-year-approved-by = Approved:
console-year-by-nobody = the program
console-year-state-in-force = Approved, in force
console-year-state-waits = Waits for approval
console-year-state-replaced = Replaced
console-said-year-entered = Entered. It is used once a colleague has approved it.
console-said-year-approved = Approved, and in force from now on.
console-year-faults = { $count ->
    [one] One value is not right. Beside it we say why.
   *[other] { NUM($count) } values are not right. Beside each we say why.
}
console-for-example = Example:
console-year-part-times = Year and window
console-year-part-rules = Rules
console-year-part-order = Source
console-year-plan = Plan { NUM($number) }
console-year-plans = { $count ->
    [one] one plan
   *[other] { NUM($count) } plans
}
console-year-plans-how = A short Latin name, for example gold. The two shares make up the premium. An empty line is not entered.
console-year-piece = Piece { NUM($number) }
console-year-terms-how = Each piece is a few short sentences, to be read in the conversation. An empty line is not entered.
console-year-terms-version = Version of the text: { $version }
console-year-field-year = Year
console-year-field-starts = Contract begins
console-year-field-ends = Contract ends
console-year-field-window_from = Window opens
console-year-field-window_to = Window closes
console-year-field-plans = Plans
console-year-field-code = Short name of the plan
console-year-field-premium = Premium per person and month (rial)
console-year-field-organisation = Share of the organisation (rial)
console-year-field-pensioner = Share of the pensioner (rial)
console-year-field-spouse_compulsory = The permanent spouse is insured with the pensioner (compulsory)
console-year-field-spouse_exempt = The spouse is not compulsory when
console-year-field-barred = Nobody can be enrolled when
console-year-field-all_or_none = Children and parents: all or none
console-year-field-life_cover = Life cover (rial)
console-year-field-order_number = Number of the order
console-year-field-order_date = Date of the order
console-year-field-source = Document or source
console-year-field-confidence = How sure it is
console-year-field-terms = Text of the terms
console-year-field-heading = Heading
console-year-field-text = Text
console-confidence-high = High
console-confidence-medium = Medium
console-confidence-low = Low
console-day = { JDATE($on) }
console-yes = Yes
console-no = No
console-no-no-year = No such year has been entered.
console-act-contract-year-entered = Contract year entered
console-act-contract-year-approved = Contract year approved
