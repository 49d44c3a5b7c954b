"""What can be set on the simulated Kavenegar account, as its owner would in the panel?"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from simulators.ledger import Ledger


class Settings(BaseModel):
    """The panel of the account. Times are seconds, money rial."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    api_key: str | None = None
    """Only this key is accepted; None accepts any."""
    active: bool = True
    advanced: bool = True
    ip_registered: bool = True
    mirror_http: bool = True
    """The HTTP status repeats the return code."""
    lines: tuple[str, ...] = ("10004346", "2000500666", "10008663")
    default_sender: str = "10004346"
    templates: dict[str, str] = Field(default_factory=lambda: {"verify": "کد تأیید شما: %token"})
    open_templates: bool = False
    """A template that is not in the list counts as approved: its text is its name and the tokens."""
    credit: int = 500_000_000
    price_per_part: int = 1_200
    text_limit: int = 900
    links_restricted: bool = False
    trial_owner: str | None = None
    calls_per_second: int = 0
    """0 is no limit; over it the answer is 451."""
    queue_seconds: float = 0.2
    operator_seconds: float = 0.4
    outcomes: dict[str, int] = Field(default_factory=dict)
    """How messages to a receptor end (10, 11, 6, 14); "*" for all; not named: 10."""
    delivery_url: str | None = None
    delivery_method: Literal["POST", "GET"] = "POST"
    delivery_repeats: int = Field(default=1, ge=1, le=5)
    """Each report is sent so many times, on purpose."""
    inbound_url: str | None = None
    inbound_method: Literal["POST", "GET"] = "POST"
    callback_tries: int = Field(default=12, ge=1)
    account_type: str = "Master"
    apilogs: str = "justfaults"
    dailyreport: str = "disabled"
    debugmode: str = "disabled"
    mincreditalarm: str = "100000"
    resendfailed: str = "disabled"


def load_settings(ledger: Ledger) -> Settings:
    """The settings as they stand."""
    text = ledger.recall("settings")
    return Settings() if text is None else Settings.model_validate_json(text)


def change_settings(ledger: Ledger, changes: dict[str, object]) -> Settings:
    """Change some settings; a value that does not fit raises pydantic's ValidationError."""
    changed = Settings.model_validate(load_settings(ledger).model_dump() | changes)
    ledger.remember("settings", changed.model_dump_json())
    return changed
