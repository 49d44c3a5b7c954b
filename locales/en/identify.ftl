identify-national-id =
    To go on we must know who you are.
    Please write your national id (10 digits).
identify-national-id-help = The national id is on your national card and has 10 digits. Write leading zeros too.
identify-birth-date =
    Write your birth date (Jalali), for example 1345/07/21.
    Or choose it by the buttons.
identify-birth-date-help = Write the date as in your identity booklet: year, month, day.
identify-mobile =
    If you like, send your mobile number by the button below.
    It must be the number on file with the organisation.
identify-mobile-help = You need not send the number. You can go on without it.
identify-mobile-skip = Go on without the number
identify-code =
    If your details are right, an SMS with a code arrives at your number on file.
    Write the code here.
identify-code-help =
    The code is good for a few minutes. Tell it to nobody.
    If no SMS arrives, the details may be wrong or another number may be on file. The branch can change it.
identify-code-resend = No code came, send again
identify-code-restart = Change my details
identify-done = Welcome { $name }. This chat is now linked to you.

refused-not-identified = You must identify yourself first. Write “hello”.
refused-identify-locked =
    For your safety, signing in is closed for now.
    Please try again in { NUM($minutes) } minutes.
refused-identify-too-often =
    Too many requests came from this chat.
    Please try again in { NUM($minutes) } minutes.
refused-code-wrong =
    This code is not right.
    { $left ->
        [one] You can try once more.
       *[other] You can try { NUM($left) } more times.
    }
refused-code-expired = This code's time is over. Press “No code came, send again”.
refused-code-too-soon = The last code is still good. You can ask for a new one in { NUM($seconds) } seconds.
refused-link-unknown = This chat was not found. It may have been ended before.
