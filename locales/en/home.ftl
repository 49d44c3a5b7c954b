home-wish =
    { $name ->
        [unknown] Hello. Welcome to Bimeyar.
       *[other] Hello { $name }.
    }
    What can I do for you? Press a button or write what you need.
home-wish-help =
    Bimeyar does your insurance business without a visit to the branch.
    To pay your premium, press “Pay premium”.
home-wish-premium-slip = Pay premium
home-wish-my-slips = My slips
home-wish-calculator = Calculator
home-wish-chats = My linked chats
home-wish-language = Language / زبان

privacy-told =
    What we keep of you: national id, mobile number, your slips and payments, and the number of this chat.
    National id, mobile number and IBAN are encrypted.
    Your data are used only for what you ask for.
    Never write your bank card's password in the chat. You pay on the bank's own page only.

words-slip = pay premium|premium|pay|slip|پرداخت حق بیمه|حق بیمه|پرداخت|فیش|برگه
words-slips = my slips|slips|فیش‌های من
words-calc = calculator|calculate|calc|حساب کن
words-chats = my chats|linked chats|chats|گفتگوهای من
words-language = language|lang|فارسی|زبان
words-privacy = privacy|حریم خصوصی
command-slip = Pay premium
command-slips = My slips
command-calc = Calculator
command-chats = My linked chats
command-language = Language / زبان
command-privacy = Privacy

channel-telegram = Telegram
channel-bale = Bale
channel-web = Web chat
channel-sms = SMS

language-wished = Which language shall we use?
language-wished-help = Only the language of the messages changes, not your data.
language-wished-fa = فارسی
language-wished-en = English
language-kept = Your language is kept.

chats-chosen =
    { $count ->
        [one] One chat is linked to you.
       *[other] { NUM($count) } chats are linked to you.
    }
    Choose one to end it.
chats-chosen-help = Every linked chat can see your slips. End any chat that you do not know.
chats-chosen-leave = All is right
chats-this = This chat ({ $channel }, since { JSHORT($since) })
chats-other = { $channel }, since { JSHORT($since) }
chats-sure = End this chat? It must identify itself again afterwards.
chats-sure-help = The chat can then no longer see your data.
chats-sure-yes = Yes, end it
chats-sure-no = No
chats-revoked = The chat is ended. You also get an SMS.
chats-kept = Nothing was changed.
