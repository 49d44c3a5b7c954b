command-start = Main menu
command-help = Help
command-cancel = Leave what is unfinished

bot-description =
    Bimeyar does your social-security business without a visit to the branch.
    • Get a premium slip and pay it right here
    • Conclude a voluntary contract
    • See your slips and receipts
    • Calculate a premium before you pay
    To begin, press the button below.
bot-short-description = Pay your social-security premium, conclude a voluntary contract, see slips, calculate: no visit to the branch.
bot-later = We have your message but cannot answer right now. We will answer by ourselves in a little while; there is no need to send it again.
bot-noted = All right.
bot-file-not-ready = The file “{ $name }” is not ready right now. Please get it from “My slips” a little later.
bot-private-only = I answer in private chats only, for your details must not be seen in a group. Please write to me there.
