"""Is this the code that the device shows now? TOTP, each code once."""

from __future__ import annotations

import hmac
from datetime import datetime

import pyotp

SEAL_PLACE = "staff_accounts.totp"
_STEP = 30
_DRIFT = 1
"""Steps that a device's clock may be behind or ahead."""
_ISSUER = "Bimeyar"


def fresh_secret() -> str:
    """A new secret, base 32."""
    return pyotp.random_base32()


def address_for(secret: str, user: str) -> str:
    """What the QR code says to a device."""
    return pyotp.TOTP(secret).provisioning_uri(name=user, issuer_name=_ISSUER)


def counter_of(secret: str, code: str, *, now: datetime, last: int) -> int | None:
    """The number of the step this code belongs to, None where it is wrong or not newer than the last one taken."""
    digits = "".join(str(int(sign)) for sign in code if sign.isdecimal())
    step = int(now.timestamp()) // _STEP
    device = pyotp.HOTP(secret)
    fitting = [
        number for number in range(step - _DRIFT, step + _DRIFT + 1) if hmac.compare_digest(device.at(number), digits)
    ]
    return next((number for number in fitting if number > last), None)
