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
my-data-which-help = Address, postal code and IBAN can be changed here, the mobile by a code of the branch. For the rest go to the branch with identity booklet and national card.
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
my-data-branch-code =
    Only the branch changes the mobile. Please go to this branch with your national card and your phone, and get an activation code:
    { $branch }, { WORDS($address) }, phone { PHONE($phone) }
    If you have the code, please write it here: 10 letters and digits, for example 7KQ2M-WX4RP
my-data-branch-code-help = The code stands on the paper that the branch gives you. With it, the number that you gave there is recorded. If you have no code yet, choose “Back”.
my-data-moved = Your mobile is changed. An SMS goes to the new number and to the one before.

input-postal-code-bad-not-digits = A postal code has only digits. Write its ten digits, for example 1598765432
input-postal-code-bad-length = You wrote { NUM($length) } digits, but a postal code has 10, for example 1598765432
input-postal-code-bad-nobodys = There is no such postal code: it does not start with zero, and its digits are not all the same; for example 1598765432
