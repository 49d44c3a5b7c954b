# بیمهٔ تکمیلی بازنشستگان: شرط‌ها و سرچشمه‌های قاعده، و پاسخ‌های نه.
reason-is-pensioner = مستمری‌بگیر بودن
reason-not-of-the-staff = همکار سازمان نبودن
reason-file-active = فعال بودن پروندهٔ مستمری
reason-year-running = سال قرارداد بیمهٔ تکمیلی تا { JDATE($needed) }
reason-plan-offered = طرح { CODE($is) }
reason-change-made = دست‌کم یک تغییر
reason-change-possible = هر تغییر با وضعیت کنونی همان فرد بخواند
reason-window-open = مهلت ثبت‌نام و انصراف از { JDATE($is) } تا { JDATE($needed) }
reason-pensioner-covered = بیمه بودن خود مستمری‌بگیر
reason-spouse-covered = بیمه بودن همسر دائم، همراه با مستمری‌بگیر
reason-others-all-or-none = فرزندان و والدین: همه یا هیچ‌کدام

cite-supplementary-order-1 = دستور اداری بیمهٔ تکمیلی مستمری‌بگیران، بند ۱
cite-supplementary-order-4 = دستور اداری بیمهٔ تکمیلی مستمری‌بگیران، بند ۴
cite-supplementary-order-5 = دستور اداری بیمهٔ تکمیلی مستمری‌بگیران، بند ۵
cite-supplementary-order-15 = دستور اداری بیمهٔ تکمیلی مستمری‌بگیران، بند ۱۵
cite-supplementary-contract = قرارداد سالانهٔ کانون عالی بازنشستگان با بیمه‌گر
