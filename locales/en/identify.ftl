identify-national-id =
    To go on we need to know who you are.
    Please write your national id (10 digits), for example 0499370899
identify-national-id-help = The national id is on your national card and has 10 digits. Write leading zeros too.
identify-birth-date =
    Write your birth date in the Jalali calendar, for example 1345/07/21
    Or choose the decade by the buttons; we then ask for year, month and day.
identify-birth-date-help = Write the date as in your identity booklet: year, month, day. Words will do too, for example “21 mehr 1345”.
identify-birth-date-bad-future = This date has not come yet. A birth date lies before today, for example 1345/07/21
identify-mobile =
    Birth date: { JDATE($born) }. If it is not right, press “Back”.
    This step is optional: if you like, send your mobile number by the button below.
    It must be the number on file with the organisation, for example 09121234567
    If you would rather not, press “Go on without the number”.
identify-mobile-help = You need not send your number; you can go on without it. Press “Go on without the number” or write “no”.
identify-mobile-skip = Go on without the number
identify-mobile-branch-code = I have a code from the branch
identify-mobile-bad-not-own-contact =
    This is not your own number; you sent somebody else's contact.
    Please press “Send my number”, or “Go on without the number”.
identify-code =
    If your details are right, an SMS with a code of { NUM($digits) } digits arrives at your mobile number on file.
    Write the code here, for example 48213
    Tell this code to nobody.
identify-code-help =
    The code is good for a few minutes.
    If no SMS arrives, the national id or the birth date may be wrong, or another number may be on file. Then get an activation code at the branch.
identify-code-resend = No code came, send again
identify-code-restart = Change my details
identify-code-branch-code = I have a code from the branch
identify-resent = If your details are right, a new code is on its way. The code before it no longer works.
identify-again = No more codes can be sent for these details. Please begin once more with your national id.
identify-done = Welcome { $name }. This chat is now linked to you.
identify-branch-code =
    Please write the activation code on the paper from the branch: 10 letters and digits, for example 7KQ2M-WX4RP
    Capital or small letters do not matter. Tell this code to nobody.
identify-branch-code-help =
    If you have no code, go to the branch that keeps your insurance file with your national card and your phone; to find it, call 1420.
    You get a paper with the code there.
identify-moved = Welcome { $name }. This chat is linked to you, and the mobile that you gave at the branch is on file.

refused-not-identified = We need to know who you are first. Press “Main menu” and choose again what you would like to do.
refused-identify-locked =
    A wrong code was written several times. For your safety, signing in is closed for now.
    Please try again in { NUM($minutes) } minutes.
refused-identify-too-often =
    Too many requests came one after another.
    Please try again in { NUM($minutes) } minutes.
refused-code-wrong =
    This code is not right. Please look at the latest SMS and write the code again.
    { $left ->
        [1] You can try only once more.
       *[other] You can try { NUM($left) } more times.
    }
refused-code-expired = This code's time is over. Press “No code came, send again” to get a new one.
refused-code-too-soon = The last code is still good; the SMS may be on its way. You can ask for a new one in { NUM($seconds) } seconds.
refused-link-unknown = This chat was not found; it may have been ended before. See the present list under “My chats”.
refused-activation-wrong =
    This code is not right for these data. Please write the code on the paper from the branch once more.
    { $left ->
        [1] You can try one more time only.
       *[other] You can try { NUM($left) } more times.
    }
refused-activation-over = This code has been used, was revoked, or its time is over. If you have a newer one, please write that; otherwise get a new one from the same branch.

notice-mobile = Your mobile on file was changed by the activation code of a branch on { JDATE($at) } at { JTIME($at) }. If it was not you, please call 1420.
notice-activation-issued = An activation code was issued for you at { $branch } on { JDATE($at) } at { JTIME($at) }. If it was not you, please call 1420.
