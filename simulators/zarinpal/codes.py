"""What does ZarinPal answer when it refuses, and with which HTTP status?"""

CODE_TEXT: dict[int, str] = {
    -9: "The input params invalid, validation error.",
    -10: "Terminal is not valid, please check merchant_id or ip address.",
    -11: "Terminal is not active, please contact our support team.",
    -12: "To many attempts, please try again later.",
    -15: "Terminal user is suspend : (please contact our support team).",
    -41: "Maximum amount is 100,000,000 tomans.",
    -50: "Session is not valid, amounts values is not the same.",
    -51: "Session is not valid, session is not active paid try.",
    -52: "Oops!!, please contact our support team.",
    -53: "Session is not this merchant_id session.",
    -54: "Invalid authority.",
    -60: "Session can not be reversed with bank.",
    -61: "Session is not in success status.",
    -62: "Terminal ip limit most be active.",
    -63: "Maximum time for reverse this session is expired.",
    100: "Success",
    101: "Verified",
}

HTTP_STATUS: dict[int, int] = {-9: 422, -12: 429}
"""Unlisted refusals come with HTTP 401 below -50 in number (merchant) and 400 otherwise; read the body first."""


class Refusal(Exception):
    """A call is refused with one of the codes; `validations` names fields for -9."""

    def __init__(self, code: int, validations: list[dict[str, str]] | None = None) -> None:
        super().__init__(f"code {code}")
        self.code = code
        self.validations = validations or []


def http_status(code: int) -> int:
    """The HTTP status that goes with a refusal."""
    return HTTP_STATUS.get(code, 401 if code > -50 else 400)
