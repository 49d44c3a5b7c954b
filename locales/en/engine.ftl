home-title = Main menu
identify-title = Who you are
premium-slip-title = Pay premium
pay-title = Pay a slip
my-slips-title = My slips
calculator-title = Calculator
chats-title = My chats
language-title = Language
privacy-title = Privacy

engine-progress = { $title }: step { NUM($k) } of { NUM($n) }
engine-back = Back
engine-cancel = Cancel
engine-help-button = Help
engine-home = Main menu
engine-help =
    Write the answer or press a button. You may also write a button's number.
    “Back” goes one step back. “Cancel” lays this aside.
    To see everything we can do, write “menu”. Help line: 1420
engine-stale = This button belongs to an old message, and pressing it did nothing. Please use the buttons of this message.
engine-unheard = We did not understand this message. Please choose one of these.
engine-doubled = We have your answer; there is no need to press again.
engine-leave = “{ $title }” is not finished. Leave it?
engine-leave-yes = Yes, leave it
engine-leave-keep = Keep it for later
engine-leave-no = No, go on
engine-left = All right, we have left this. Write “menu” to see everything we can do.
engine-kept = “{ $title }” is kept for later. Write “hello” to go on with it.
engine-nothing-to-leave = Nothing is in progress. Write “menu” to see everything we can do.
engine-no-way-back = There is no step to go back to from here.
engine-resume = You have something unfinished. Go on with it?
engine-resume-one = Go on with “{ $title }”
engine-fresh = Main menu
engine-unavailable = The service does not answer right now. Nothing is lost; press “Try again” in a little while.
engine-again = Try again
engine-lapse-warn = “{ $title }” is still unfinished. Without an answer we lay it aside; you can go on later.
engine-expired = As no answer came for a while, we laid “{ $title }” aside. Your answers are kept; write “hello” to go on.
engine-trouble = Something went wrong with this, and our staff have been told. Please try again or write “hello”.
engine-behind = Because of a fault of ours, your last few answers may not have reached us, and this message was not taken as an answer. We are sorry; please go on from here.
engine-unknown-command = We do not know this command. Write “menu” to see everything we can do.
engine-updated = “{ $title }” has been renewed and starts from the beginning. Thank you for your patience.
words-hello = hello|hi|سلام|درود
words-home = menu|start|main menu|منو|شروع
words-help = help|راهنما|کمک
words-cancel = cancel|stop it|انصراف|لغو
words-back = back|بازگشت
