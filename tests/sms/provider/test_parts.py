"""How many parts has a text? (channels.md 1.1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms.parts import Encoding, Parts, count_parts


@pytest.mark.parametrize(
    ("text", "encoding", "units", "parts"),
    [
        ("", Encoding.GSM7, 0, 0),
        ("a" * 160, Encoding.GSM7, 160, 1),
        ("a" * 161, Encoding.GSM7, 161, 2),
        ("a" * 306, Encoding.GSM7, 306, 2),
        ("a" * 307, Encoding.GSM7, 307, 3),
        ("€" * 80, Encoding.GSM7, 160, 1),
        ("€" * 81, Encoding.GSM7, 162, 2),
        ("a" * 152 + "€" + "a" * 152, Encoding.GSM7, 306, 3),  # the euro is not cut in two
        ("\n\r@£Δ", Encoding.GSM7, 5, 1),
        ("`", Encoding.UCS2, 1, 1),
        ("س" * 70, Encoding.UCS2, 70, 1),
        ("س" * 71, Encoding.UCS2, 71, 2),
        ("س" * 134, Encoding.UCS2, 134, 2),
        ("س" * 135, Encoding.UCS2, 135, 3),
        ("a" * 70 + "س", Encoding.UCS2, 71, 2),
        ("می\u200cرود", Encoding.UCS2, 6, 1),
        ("😀" * 35, Encoding.UCS2, 70, 1),
        ("😀" * 36, Encoding.UCS2, 72, 2),
        ("😀" * 67, Encoding.UCS2, 134, 3),  # 33 whole ones in each part
        ("{}[]~^|\\", Encoding.GSM7, 16, 1),
    ],
)
def test_parts_of_a_text(text: str, encoding: Encoding, units: int, parts: int) -> None:
    assert count_parts(text) == Parts(encoding, units, parts)


@given(st.text(max_size=700))
def test_units_and_parts_fit_together(text: str) -> None:
    found = count_parts(text)
    if found.encoding is Encoding.UCS2:
        assert found.units == len(text.encode("utf-16-le", "surrogatepass")) // 2
        alone, each = 70, 67
    else:
        assert len(text) <= found.units <= 2 * len(text)
        alone, each = 160, 153
    if found.units <= alone:
        assert found.parts == (1 if text else 0)
    else:
        assert -(-found.units // each) <= found.parts <= -(-found.units // (each - 1))
