input-any-bad-choice =
    { $most ->
        [0] I did not understand. Please press one of the buttons.
        [1] I did not understand. Please press the button below or write “1”.
       *[other] I did not understand. Please press one of the buttons, or write its number from the top: 1 to { NUM($most) }.
    }
input-any-bad-number =
    { $most ->
        [0] No number is needed here. Please press one of the buttons.
        [1] There is only one choice here. Please press its button or write “1”.
       *[other] No choice has this number. Please write a number from 1 to { NUM($most) }, or press one of the buttons.
    }
input-any-bad-contact = Somebody's number arrived, but none is needed here. Please answer the question below.
input-any-bad-too-long = Your message has { NUM($length) } characters, which is too long (at most { NUM($most) }). Please write only the answer to this question.
input-any-bad-emoji = Only emoji arrived. Please answer the question below in words or figures.
input-any-bad-empty = An empty message arrived. Please write the answer to the question below.
input-any-bad-photo = A photo arrived, but this step needs text. Please write the answer to the question below.
input-any-bad-document = A file arrived, but this step needs text. Please write the answer to the question below.
input-any-bad-voice = A voice message arrived, but we cannot listen to it. Please write the answer to the question below.
input-any-bad-video = A video arrived, but this step needs text. Please write the answer to the question below.
input-any-bad-sticker = A sticker arrived. Please write the answer to the question below or press a button.
input-any-bad-location = A location arrived, but it is not needed here. Please write the answer to the question below.
input-any-bad-other = We cannot read this kind of message. Please write the answer to the question below.

input-national-id-bad-not-digits = A national id has only digits. Please write its ten digits, for example 0499370899
input-national-id-bad-zeros =
    You wrote { NUM($length) } digits, but a national id has 10.
    If yours begins with zeros, write them too, for example 0499370899
input-national-id-bad-length = You wrote { NUM($length) } digits, but a national id has 10, for example 0499370899
input-national-id-bad-check-digit = This national id is not right; a digit may be wrong or swapped. Please copy it from your card, for example 0499370899

input-jalali-date-bad-not-date = I did not understand the date. Write year, month (1 to 12) and day (Jalali), for example 1345/07/21
input-jalali-date-bad-no-such-day = This month has { NUM($days) } days. Please write the date again, for example 1345/07/21
input-jalali-date-bad-gregorian = This is a Gregorian date. Please write the Jalali date, for example 1345/07/21
input-jalali-date-bad-future = This date has not come yet. Write a date up to today, for example 1404/07/21
input-jalali-date-bad-late = The date must not be after { JDATE($latest) }, for example 1404/07/21
input-jalali-date-bad-early = This date is too long ago. It must be { JDATE($earliest) } or later, for example 1345/07/21
input-jalali-date-decade = { CODE($decade) }s
input-jalali-date-year = { CODE($year) }
input-jalali-date-month = { JMONTH($month) }
input-jalali-date-day = { CODE($day) }
input-jalali-date-up = Page before
input-jalali-date-pick-year = Which year?
input-jalali-date-pick-month = Which month of { CODE($year) }?
input-jalali-date-pick-day = Which day of { JMONTH($month) }?

input-mobile-bad-not-digits = I did not understand the mobile number. Write its 11 digits, for example 09121234567
input-mobile-bad-foreign = The mobile number must be Iranian, for example 09121234567
input-mobile-bad-invalid = This number is not right. A mobile number has 11 digits, for example 09121234567
input-mobile-bad-landline = This is a landline. A mobile number is needed, for example 09121234567
input-mobile-bad-not-own-contact = This is not your own number; you sent somebody else's contact. Please press “Send my number” or write the number, for example 09121234567
input-mobile-share = Send my number

input-amount-bad-not-amount = I did not understand the amount. Write it with “toman” or “rial”, for example “2 million toman” or “20,000,000 rial”.
input-amount-bad-low = { MONEY($amount) } rial is too little. The least is { MONEY($least) } rial, for example “{ MONEY($least) } rial”.
input-amount-bad-high = { MONEY($amount) } rial is too much. The most is { MONEY($most) } rial, for example “2 million toman”.
input-amount-unit = { NUM($number) } rial or toman?
input-amount-rial = { NUM($number) } rial
input-amount-toman = { NUM($number) } toman

input-month-range-bad-not-range =
    { $most ->
        [1] I did not understand how many months you want. Only one month is left; write “1”.
       *[other] I did not understand how many months you want. Write a number from 1 to { NUM($most) }, for example “2” or “1 to 2”.
    }
input-month-range-bad-zero =
    { $most ->
        [1] Zero months is not possible; at least one is needed. Write “1”.
       *[other] Zero months is not possible; at least one is needed. Write a number from 1 to { NUM($most) }, for example “1”.
    }
input-month-range-bad-outside = This number or month lies outside the open months. At most { NUM($most) } months, up to { JMONTH($last) }, for example “1”.
input-month-range-bad-not-first = The months must start with { JMONTH($first) }; for example “2” means two months.
input-month-range-option =
    { $count ->
        [1] One month: { JMONTH($first) } only
       *[other] { NUM($count) } months: to the end of { JMONTH($last) }
    }

input-yes-no-bad-neither = I did not understand. Please write “yes” or “no”.
input-one-time-code-bad-not-digits = The code has only digits, for example 48213. Copy it from the SMS.
input-one-time-code-bad-length = You wrote { NUM($length) } digits; the code has { NUM($digits) }, for example 48213
input-activation-code-bad-length = You wrote { NUM($length) } letters and digits, but a code from the branch has 10, for example 7KQ2M-WX4RP
input-activation-code-bad-signs = A code from the branch has Latin letters and digits alone, without 0, 1, I, L and O. Please write it as it stands on the paper, for example 7KQ2M-WX4RP
input-activation-code-bad-mistyped = One sign of this code is wrong or out of its place. Please write it as it stands on the paper, for example 7KQ2M-WX4RP
input-free-text-bad-short = The answer is short. Write at least { NUM($least) } characters, for example one short sentence.
input-free-text-bad-long = The answer has { NUM($length) } characters. Write at most { NUM($most) }, for example two short sentences.
input-iban-bad-not-digits = An IBAN starts with IR and has 24 digits, for example IR820540102680020817909002
input-iban-bad-card = This is a card number. The IBAN is needed, for example IR820540102680020817909002
input-iban-bad-length = An IBAN has 24 digits after IR; you wrote { NUM($length) }, for example IR820540102680020817909002
input-iban-bad-check-digit = This IBAN is not right; two digits may be swapped. For example IR820540102680020817909002
input-image-bad-text = A picture is needed here, for example a photo of the paper.
input-image-bad-type = This kind of file is not accepted. Send a JPEG or PNG picture.
input-image-bad-large = The picture has { NUM($size) } MB. Send at most { NUM($most) } MB, for example a compressed one.
