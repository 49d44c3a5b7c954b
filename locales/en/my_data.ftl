# What the organisation holds about a person, and what they correct themselves.
data-none = not on file
data-code = { CODE($value) }
data-words = { WORDS($value) }

my-data-which =
    Name: { $name }
    Father's name: { $father }
    National id: { CODE($national) }
    Born: { JDATE($born) }
    Insurance number: { $sso }
    Mobile: { $mobile }
    Address: { $address }
    Postal code: { $postal }
    IBAN: { $iban }

    Which one shall we correct? Name, national id and birth date are changed at the branch only.
my-data-which-help = Address, postal code, IBAN and mobile can be changed here. For the rest go to the branch with identity booklet and national card.
my-data-which-address = Address
my-data-which-postal-code = Postal code
my-data-which-iban = IBAN
my-data-which-mobile = Mobile
my-data-which-enough = All is right
my-data-address = Write the whole new address, for example “Tehran, Azadi St., Yas Alley, no. 12”.
my-data-address-help = City, street, alley, number and flat: 10 to 200 characters.
my-data-address-bad-short = This address is short. Write city, street and number, for example “Tehran, Azadi St., no. 12”.
my-data-address-bad-long = This address has { NUM($length) } characters; write at most { NUM($most) }, for example “Tehran, Azadi St., no. 12”.
my-data-postal-code = Write the ten digits of the postal code, for example 1598765432
my-data-postal-code-help = The postal code stands on your electricity or gas bill and has 10 digits.
my-data-iban = Write the IBAN of your own account, for example IR820540102680020817909002
my-data-iban-help = The IBAN stands in your bank's app and on its papers: IR and 24 digits. It is not the card number.
my-data-corrected = Corrected. You also get an SMS.
my-data-reach =
    The number on file is { $mobile }.
    Do SMS to this number still reach you?
my-data-reach-help = If they do, you can change the number here; perhaps we send a code to it first. If not, the branch looks at your national card and gives you an activation code.
my-data-reach-here = Yes, they do
my-data-reach-at-branch = No, I cannot reach it
my-data-branch-code =
    As the number on file is out of your reach, the branch changes it. Please go to this branch with your national card and your phone, and get an activation code:
    { $branch }, { WORDS($address) }, phone { PHONE($phone) }
    If you have the code, please write it here: 10 letters and digits, for example 7KQ2M-WX4RP
my-data-branch-code-help = The code stands on the paper that the branch gives you. With it, the number that you gave there is recorded. If you have no code yet, choose “Back”.
my-data-moved = Your mobile is changed. An SMS goes to the new number and to the one before.

new-mobile-number = Write the new mobile number, for example 09121234567. Its SIM card must be in your own name.
new-mobile-number-help = Write a number whose SIM card is in your own name. We send a code to it; nothing is changed until you write the code.
new-mobile-code =
    An SMS with a code of { NUM($digits) } digits was sent to the new number. Write the code here, for example 48213
    Tell this code to nobody. Until you write it, the earlier number stays.
new-mobile-code-help = The code is good for a few minutes. If no SMS comes, press “No code came, send again”, or write another number.
new-mobile-code-resend = No code came, send again
new-mobile-code-other = I write another number
new-mobile-resent = A new code was sent to the new number. The one before is no longer taken.
new-mobile-expired = No more codes are sent for this request, and nothing was changed. Please write the number once more.

refused-mobile-same = This number is on file already. Please write the new one.
refused-mobile-not-owner =
    This number is not in your name, and nothing was changed. Please write a number whose SIM card is in your own name; if you have none, go to the branch with your national card.
    { $left ->
        [1] You can try only once more.
       *[other] You can try { NUM($left) } more times.
    }
refused-mobile-locked =
    Several numbers that are not yours were written. Changing the mobile is closed for now; nothing was changed.
    Please try again in { NUM($minutes) } minutes with a number of your own.

input-postal-code-bad-not-digits = A postal code has only digits. Write its ten digits, for example 1598765432
input-postal-code-bad-length = You wrote { NUM($length) } digits, but a postal code has 10, for example 1598765432
input-postal-code-bad-nobodys = There is no such postal code: it does not start with zero, and its digits are not all the same; for example 1598765432
