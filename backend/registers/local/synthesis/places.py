"""Which branches do the synthetic people belong to? Counties are real, branches, streets and numbers are invented."""

from __future__ import annotations

_COUNTIES = (
    ("تهران", "021", 4),
    ("ری", "021", 1),
    ("اسلامشهر", "021", 1),
    ("کرج", "026", 2),
    ("اصفهان", "031", 3),
    ("کاشان", "031", 1),
    ("مشهد", "051", 3),
    ("نیشابور", "051", 1),
    ("شیراز", "071", 2),
    ("مرودشت", "071", 1),
    ("تبریز", "041", 2),
    ("مراغه", "041", 1),
    ("اهواز", "061", 2),
    ("آبادان", "061", 1),
    ("قم", "025", 1),
    ("رشت", "013", 1),
    ("ساری", "011", 1),
    ("بابل", "011", 1),
    ("گرگان", "017", 1),
    ("کرمان", "034", 1),
    ("یزد", "035", 1),
    ("اردبیل", "045", 1),
    ("ارومیه", "044", 1),
    ("همدان", "081", 1),
    ("کرمانشاه", "083", 1),
    ("سنندج", "087", 1),
    ("زاهدان", "054", 1),
    ("بندرعباس", "076", 1),
    ("بوشهر", "077", 1),
)
_STREETS = ("بهار", "امید", "دانش", "گلستان", "مهر", "سرو", "نیایش", "بوستان", "کوشش", "همت", "باران", "نسترن")
_ORDINALS = ("یک", "دو", "سه", "چهار")

Branch = tuple[str, str, str, str, str]
"""Code, name, address, phone, county: the columns of the table in order."""


def all_branches() -> tuple[Branch, ...]:
    """Forty branches, codes 1001 to 1040."""
    found: list[Branch] = []
    for county, area, count in _COUNTIES:
        for place in range(count):
            number = len(found) + 1
            name = f"شعبه {_ORDINALS[place]} {county}" if count > 1 else f"شعبه {county}"
            street = _STREETS[number % len(_STREETS)]
            address = f"{county}، خیابان {street}، پلاک {10 + number * 7 % 190}"
            found.append((str(1000 + number), name, address, f"{area}9990{1000 + number}", county))
    return tuple(found)
