home-wish =
    { $name ->
        [unknown] Hello. Welcome to Bimeyar.
       *[other] Hello { $name }.
    }
    What can I do for you? Press a button or write what you need, for example “pay”.
home-wish-help =
    Do your insurance business without a visit: slips and payment, the voluntary contract, the calculator (without signing in), address and IBAN.
    Help line: 1420
home-wish-premium-slip = Pay premium
home-wish-my-slips = My slips
home-wish-voluntary-contract = Conclude a voluntary contract
home-wish-my-contract = My contract
home-wish-supplementary = Pensioners' supplementary insurance
home-wish-my-requests = My requests
home-wish-calculator = Calculator
home-wish-my-data = My data
home-wish-chats = My chats
home-wish-language = Language / زبان

privacy-told =
    What we keep about you: your national id, mobile number, address, postal code, IBAN, contract, slips and payments, and the id of this chat.
    Your national id, mobile number and IBAN are encrypted.
    Your data are used only for what you ask us to do.
    Never write your bank card's password in the chat. You pay on the bank's own page only.

words-slip = pay premium|premium|pay|slip|پرداخت حق بیمه|حق بیمه|پرداخت|فیش|برگه
words-slips = my slips|slips|فیش‌های من
words-conclude = conclude contract|conclude|new contract|voluntary insurance|بستن قرارداد|بیمه اختیاری
words-contract = my contract|contract|قرارداد من|قرارداد
words-supplementary = supplementary|supplementary insurance|pensioners' supplementary insurance|بیمه تکمیلی|بیمهٔ تکمیلی
words-requests = my requests|requests|request|track|درخواست‌های من
words-calc = calculator|calculate|calc|حساب کن
words-data = my data|data|اطلاعات من
words-chats = my chats|linked chats|chats|گفتگوهای من
words-language = language|lang|فارسی|زبان
words-privacy = privacy|حریم خصوصی
command-slip = Pay premium
command-slips = My slips
command-conclude = Conclude a voluntary contract
command-contract = My contract
command-supplementary = Pensioners' supplementary insurance
command-requests = My requests
command-calc = Premium calculator
command-data = My data
command-chats = My chats
command-language = Language / زبان
command-privacy = Privacy

channel-name =
    { $channel ->
        [telegram] Telegram
        [bale] Bale
        [web] Web
        [sms] SMS
       *[other] another app
    }

language-wished = Which language shall we use?
language-wished-help = Only the language of the messages changes. Your data stay as they are.
language-wished-fa = فارسی
language-wished-en = English
language-kept =
    { $locale ->
        [en] From now on we speak English.
       *[fa] از این پس فارسی صحبت می‌کنیم.
    }

chats-chosen =
    { $count ->
        [1] Only one chat is linked to you:
       *[other] { NUM($count) } chats are linked to you:
    }
    If you know them all, press “All is right”. To end a chat, press its button.
chats-chosen-help = Every chat that is linked to you can see your slips. End any chat that you do not know.
chats-chosen-leave = All is right
chats-this = This chat ({ $channel }, since { JSHORT($since) })
chats-other = { $channel }, since { JSHORT($since) }
chats-sure =
    { $current ->
        [yes] End this chat? To see your slips here we would have to identify you again.
       *[no] End the { $channel } chat that has been linked since { JSHORT($since) }?
    }
chats-sure-help = That chat can then no longer see your slips and data.
chats-sure-yes = Yes, end it
chats-sure-no = No
chats-revoked =
    { $current ->
        [yes] This chat is ended and no longer sees your data. You also get an SMS.
       *[no] The { $channel } chat is ended and no longer sees your data. You also get an SMS.
    }
chats-kept = All right, no chat was ended.
