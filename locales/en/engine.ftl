home-title = Main menu
identify-title = Who you are
premium-slip-title = Pay premium
pay-title = Pay a slip
my-slips-title = My slips
calculator-title = Calculator
chats-title = Linked chats
language-title = Language
privacy-title = Privacy

engine-progress = Step { NUM($k) } of { NUM($n) }
engine-back = Back
engine-cancel = Cancel
engine-help-button = Help
engine-home = Main menu
engine-help =
    Write the answer or press a button. You may also write the button's number.
    “Back” goes one step back. “Cancel” lays this aside.
    “Main menu” takes you to the beginning. Help line: 1420
engine-stale = This button belongs to an earlier message and nothing was done. Please use the buttons of this message.
engine-doubled = We have your answer. There is no need to press again.
engine-leave = “{ $title }” is not finished. What shall we do?
engine-leave-yes = Cancel it
engine-leave-keep = Keep it for later
engine-leave-no = I go on
engine-left = All right, this is cancelled and nothing was recorded. Write “hello” to begin again.
engine-kept = “{ $title }” is kept for later. Write “hello” to go on.
engine-nothing-to-leave = You have nothing unfinished. Write “hello” to begin.
engine-no-way-back = There is no way back from here.
engine-resume = You have something unfinished. Go on with it?
engine-resume-one = Go on with “{ $title }”
engine-fresh = Begin afresh
engine-unavailable = The service does not answer right now. Nothing is lost. Please try again shortly.
engine-again = Try again
engine-lapse-warn = “{ $title }” is still unfinished. Without an answer it is laid aside; you can go on later.
engine-expired = “{ $title }” was laid aside as no answer came. Your answers are kept. Write “hello” to go on.
engine-trouble = Something went wrong with this message. Our staff know. Please try again or write “hello”.
engine-unknown-command = I do not know this command. Write “hello” to see what I can do.
engine-updated = “{ $title }” has changed and starts again. Thank you for your patience.
words-hello = hello|hi|menu|start|main menu|سلام|درود|منو|شروع
words-help = help|راهنما|کمک
words-cancel = cancel|stop it|انصراف|لغو
words-back = back|بازگشت
