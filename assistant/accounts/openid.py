"""Signing in through an OpenID Connect provider: authorization code with PKCE, the ID token verified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PATIENCE = 10.0
ALGORITHMS = ["RS256", "PS256", "ES256"]


class NotProven(Exception):  # noqa: N818 - says what is the matter
    """The provider did not prove who somebody is."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the sign-in service did not confirm who you are ({why}): try again")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the provider says somebody is; `name` is the sign-in name it knows them by."""

    issuer: str
    subject: str
    name: str


@dataclass(frozen=True, slots=True)
class OpenId:
    """One provider and what this service is to it."""

    issuer: str
    client_id: str
    client_secret: str
    name_claim: str

    def begin(self, redirect_uri: str, nonce: str, verifier: str) -> tuple[str, str]:
        """The address at which somebody proves who they are, and the state that comes back with them."""
        client = self._client(redirect_uri)
        endpoint = self._discover()["authorization_endpoint"]
        url, state = client.create_authorization_url(endpoint, nonce=nonce, code_verifier=verifier)
        return str(url), str(state)

    def finish(self, redirect_uri: str, code: str, nonce: str, verifier: str) -> Identity:
        """Whom a code stands for.

        Raises:
            NotProven: the code, the token or one of its claims does not hold.
        """
        from authlib.common.errors import AuthlibBaseError
        from httpx2 import HTTPError, get
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        found = self._discover()
        try:
            token = self._client(redirect_uri).fetch_token(found["token_endpoint"], code=code, code_verifier=verifier)
            keys = KeySet.import_key_set(get(found["jwks_uri"], timeout=PATIENCE).raise_for_status().json())
            claims = jwt.decode(token["id_token"], keys, algorithms=ALGORITHMS).claims
            expected: dict[str, Any] = {"iss": found["issuer"], "aud": self.client_id, "nonce": nonce}
            rules: dict[str, Any] = {name: {"essential": True, "value": value} for name, value in expected.items()}
            jwt.JWTClaimsRegistry(exp={"essential": True}, sub={"essential": True}, **rules).validate(claims)
        except (AuthlibBaseError, HTTPError, JoseError, KeyError, ValueError) as error:
            raise NotProven(type(error).__name__) from None
        return Identity(str(claims["iss"]), str(claims["sub"]), str(claims.get(self.name_claim) or claims["sub"]))

    def _client(self, redirect_uri: str) -> Any:  # noqa: ANN401 - Authlib has no types
        from authlib.integrations.httpx_client import OAuth2Client

        return OAuth2Client(
            self.client_id,
            self.client_secret,
            scope="openid profile",
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
            timeout=PATIENCE,
        )

    def _discover(self) -> Mapping[str, Any]:
        from httpx2 import HTTPError, get

        try:
            place = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
            found: Mapping[str, Any] = get(place, timeout=PATIENCE).raise_for_status().json()
        except (HTTPError, ValueError) as error:
            raise NotProven(type(error).__name__) from None
        return found
