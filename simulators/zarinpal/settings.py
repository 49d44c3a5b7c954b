"""What can be set on the simulated gateway, as the merchant or the bank would?"""

from pydantic import BaseModel, ConfigDict, Field

from simulators.ledger import Ledger


class Settings(BaseModel):
    """Times in seconds, money in rial."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    merchants: tuple[str, ...] | None = None
    """Only these merchant ids are known; None accepts any of 36 characters."""
    inactive_merchants: tuple[str, ...] = ()
    merchant_name: str = "پذیرندهٔ آزمایشی"
    min_amount: int = 1_000
    max_amount: int = 1_000_000_000
    session_seconds: float = 600.0
    """So long the bank page may stay open."""
    return_seconds: float = Field(default=1_800.0, gt=0)
    """Paid and not verified within this time: the money goes back to the payer."""
    reverse_seconds: float = 1_800.0
    password_tries: int = 3
    fee: int = 0
    ip_registered: bool = True
    mirror_http: bool = True
    requests_per_minute: int = 0
    """More for one merchant is -12; 0 is no limit."""


def load_settings(ledger: Ledger) -> Settings:
    """The settings as they stand."""
    text = ledger.recall("settings")
    return Settings() if text is None else Settings.model_validate_json(text)


def change_settings(ledger: Ledger, changes: dict[str, object]) -> Settings:
    """Change some settings; a value that does not fit raises pydantic's ValidationError."""
    changed = Settings.model_validate(load_settings(ledger).model_dump() | changes)
    ledger.remember("settings", changed.model_dump_json())
    return changed
