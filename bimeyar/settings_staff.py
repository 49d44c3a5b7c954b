"""Which settings has the staff's door? A part of `Settings`, which adds everything else."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings

from backend.areas.cases.desk_ports import DeskLimits
from backend.areas.staff.limits import StaffLimits
from backend.areas.staff.provider_terms import RETURN_PATH, ProviderTerms
from bimeyar.addresses import Issuer


class StaffSettings(BaseSettings):
    """How staff sign in, and how long they stay in."""

    staff_idle_minutes: Annotated[int, Field(ge=1, le=480)] = Field(
        20, description="minutes without a click after which a session of the staff console ends"
    )
    staff_session_hours: Annotated[int, Field(ge=1, le=24)] = Field(
        9, description="hours after which a session of the staff console ends in any case"
    )
    staff_tries: Annotated[int, Field(ge=1, le=20)] = Field(
        5, description="wrong passwords and codes before an account of the staff is locked for a while"
    )
    staff_lock_minutes: Annotated[int, Field(ge=1, le=1440)] = Field(
        15, description="minutes for which an account of the staff is locked after wrong tries"
    )
    staff_proof_minutes: Annotated[int, Field(ge=1, le=480)] = Field(
        10,
        description="minutes for which the code of a device allows acts of the staff that ask for a fresh one, such as recording a debt as paid",
    )
    staff_claim_minutes: Annotated[int, Field(ge=1, le=480)] = Field(
        30, description="minutes for which a request stays with the member of staff who took it"
    )
    staff_undo_seconds: Annotated[int, Field(ge=0, le=600)] = Field(
        20, description="seconds for which a decision on several requests can be undone before it takes effect"
    )

    staff_knocks: Annotated[int, Field(ge=5, le=100_000)] = Field(
        120, description="tries to sign in at the staff console from one address in ten minutes"
    )

    staff_passwords: Literal["yes", "no"] = Field(
        "yes",
        description="whether staff may sign in with password and code; no leaves the organisation's own sign-in alone",
    )
    staff_oidc_issuer: Issuer = Field(
        "",
        description="issuer of the organisation's own sign-in by OpenID Connect, exactly as it names itself, for example https://id.example.ir/realms/staff; empty means none",
    )
    staff_oidc_client_id: str = Field("", description="name of this service at that issuer, for example bimeyar")
    staff_oidc_client_secret: SecretStr = Field(SecretStr(""), description="secret of this service at that issuer")
    staff_oidc_label: Annotated[str, Field(max_length=60)] = Field(
        "",
        description="what staff call that sign-in, as it stands on its button; empty says the organisation's account",
    )
    staff_oidc_claim: Annotated[str, Field(min_length=1, max_length=60)] = Field(
        "preferred_username", description="claim of the ID token that holds the user name of our account"
    )
    staff_oidc_factors: str = Field(
        "",
        description="values of amr or acr, separated by commas, of which the ID token must hold one, for example otp,hwk; empty leaves the second factor to the issuer",
    )

    @model_validator(mode="after")
    def names_a_whole_provider(self) -> Self:
        """Issuer, name and secret go together, and somebody must be able to come in."""
        given = {
            "STAFF_OIDC_ISSUER": self.staff_oidc_issuer,
            "STAFF_OIDC_CLIENT_ID": self.staff_oidc_client_id,
            "STAFF_OIDC_CLIENT_SECRET": self.staff_oidc_client_secret.get_secret_value(),
        }
        missing = [f"BIMEYAR_{name}" for name, value in given.items() if not value]
        if missing and len(missing) < len(given):
            raise ValueError(
                f"{', '.join(missing)} must be set too: sign-in by OpenID Connect needs all of issuer, name and secret, "
                "for example https://id.example.ir/realms/staff, bimeyar and the secret that the issuer gave"
            )
        if missing and self.staff_passwords == "no":
            raise ValueError(
                "BIMEYAR_STAFF_PASSWORDS=no leaves no door without BIMEYAR_STAFF_OIDC_ISSUER, "
                "for example https://id.example.ir/realms/staff"
            )
        return self

    def provider_terms(self, public_url: str) -> ProviderTerms | None:
        """The organisation's own sign-in, None where there is none."""
        if not self.staff_oidc_issuer:
            return None
        return ProviderTerms(
            issuer=self.staff_oidc_issuer,
            client_id=self.staff_oidc_client_id,
            client_secret=self.staff_oidc_client_secret.get_secret_value(),
            return_url=f"{public_url}{RETURN_PATH}",
            label=self.staff_oidc_label,
            claim=self.staff_oidc_claim,
            factors=frozenset(each.strip() for each in self.staff_oidc_factors.split(",") if each.strip()),
        )

    def desk_limits(self) -> DeskLimits:
        """The same as the desk of cases takes it."""
        return DeskLimits(
            claim=timedelta(minutes=self.staff_claim_minutes), undo=timedelta(seconds=self.staff_undo_seconds)
        )

    def staff_limits(self) -> StaffLimits:
        """The same as the staff's door takes it."""
        return StaffLimits(
            idle=timedelta(minutes=self.staff_idle_minutes),
            life=timedelta(hours=self.staff_session_hours),
            tries=self.staff_tries,
            lock=timedelta(minutes=self.staff_lock_minutes),
            knocks=self.staff_knocks,
            step_up=timedelta(minutes=self.staff_proof_minutes),
        )
