"""Is this token from our provider, for us, for this very way, and whom does it name? OpenID Connect Core 3.1.3.7."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError

from backend.areas.staff.provider import Provider
from backend.areas.staff.provider_terms import ProviderTerms

ALGORITHMS = ("RS256", "ES256")
"""Signatures with a key of the provider alone: neither none nor one with a secret that we share."""
LEEWAY = timedelta(seconds=60)
"""So far may the provider's clock be from ours."""
_OLDEST = timedelta(minutes=10)
_NAME = 64


class TokenUnfit(Exception):
    """Why a token is not taken: the name of the claim, or of the part, that is not right."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a right token names, and when they last typed something at the provider; None where it does not say."""

    user: str
    since: datetime | None


async def read_token(provider: Provider, token: str, *, nonce: str, now: datetime) -> Told:
    """What a token says. Raises TokenUnfit, ProviderAway."""
    try:
        header = jws.extract_compact(token.encode()).headers()
    except (JoseError, ValueError) as fault:
        raise TokenUnfit("form") from fault
    if header.get("alg") not in ALGORITHMS:
        raise TokenUnfit("alg")
    kid = header.get("kid", "")
    key = await provider.key(kid) if isinstance(kid, str) else None
    if key is None:
        raise TokenUnfit("kid")
    try:
        claims = jwt.decode(token, key, algorithms=list(ALGORITHMS)).claims
    except (JoseError, ValueError, TypeError) as fault:
        raise TokenUnfit("signature") from fault
    return judge_claims(claims, provider.terms, nonce=nonce, now=now)


def judge_claims(claims: dict[str, Any], terms: ProviderTerms, *, nonce: str, now: datetime) -> Told:
    """The claims of a token whose signature is right. Raises TokenUnfit with the first claim that is not."""
    audience = claims.get("aud")
    several = audience if isinstance(audience, list) else [audience]
    ends, made = _moment(claims.get("exp")), _moment(claims.get("iat"))
    since = _moment(claims.get("auth_time"))
    user = claims.get(terms.claim)
    held = {
        "iss": claims.get("iss") == terms.issuer,
        "aud": terms.client_id in several,
        "azp": claims.get("azp", None if len(several) > 1 else terms.client_id) == terms.client_id,
        "exp": ends is not None and now < ends + LEEWAY,
        "iat": made is not None and now - _OLDEST - LEEWAY < made <= now + LEEWAY,
        "nonce": claims.get("nonce") == nonce,
        "auth_time": ("auth_time" not in claims) or (since is not None and since <= now + LEEWAY),
        "amr": not terms.factors or bool(terms.factors & _factors(claims)),
        "user": isinstance(user, str) and 0 < len(user) <= _NAME,
    }
    wrong = next((name for name, right in held.items() if not right), None)
    if wrong is not None:
        raise TokenUnfit(wrong)
    return Told(str(user), since)


def _factors(claims: dict[str, Any]) -> set[str]:
    """How somebody has shown who they are: `amr`, and the level `acr`."""
    methods = claims.get("amr")
    named = [*(methods if isinstance(methods, list) else []), claims.get("acr")]
    return {each for each in named if isinstance(each, str)}


def _moment(value: object) -> datetime | None:
    """Seconds since 1970 as a moment; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        return None
