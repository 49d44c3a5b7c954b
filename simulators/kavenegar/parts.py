"""How many parts has a text, and what does a well-formed receptor look like?"""

import re

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_DOUBLE = frozenset("^{}\\[~]|€")
MOBILE = re.compile(r"(?:\+98|0098|98|0)?(9\d{9})")


def count_parts(text: str) -> int:
    """Latin: 160 in one part, 153 a part when split. Anything else UCS-2: 70 and 67 UTF-16 units."""
    if all(letter in GSM or letter in GSM_DOUBLE for letter in text):
        units, alone, each = sum(2 if letter in GSM_DOUBLE else 1 for letter in text), 160, 153
    else:
        units, alone, each = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if units <= alone else -(-units // each)


def normal_mobile(receptor: str) -> str | None:
    """09…, 9…, +98…, 0098… become 09xxxxxxxxx; anything else is None."""
    found = MOBILE.fullmatch(receptor.strip())
    return f"0{found[1]}" if found else None
