"""The words of what is guarded: released, erased, kept for so long, and told in the security log."""

from enum import StrEnum


class ReleaseState(StrEnum):
    """How far a release has come. Two people make one; one person alone may take it back."""

    PROPOSED = "proposed"
    RELEASED = "released"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ErasureState(StrEnum):
    """How far an erasure has come. A lead proposes, a programme manager requests, an administrator approves."""

    PROPOSED = "proposed"
    REQUESTED = "requested"
    DONE = "done"
    REFUSED = "refused"


class CodePurpose(StrEnum):
    """What a code that was handed over is for."""

    WELCOME = "welcome"
    NEW_PASSPHRASE = "new-passphrase"


class SecurityKind(StrEnum):
    """What the security log tells (PROOFS 7). A value is never renamed: logs are searched for it."""

    SIGNED_IN = "signed-in"
    SIGN_IN_FAILED = "sign-in-failed"
    SIGN_IN_LIMITED = "sign-in-limited"
    SIGNED_OUT = "signed-out"
    SESSION_REVOKED = "session-revoked"
    CODE_MADE = "code-made"
    CODE_FAILED = "code-failed"
    PASSPHRASE_SET = "passphrase-set"
    ACCOUNT_MADE = "account-made"
    ACCOUNT_CHANGED = "account-changed"
    ACCOUNT_CLOSED = "account-closed"
    ACCOUNT_OPENED = "account-opened"
    ROLE_GIVEN = "role-given"
    ROLE_ENDED = "role-ended"
    DENIED = "denied"
    DOWNLOADED = "downloaded"
    IMPORTED = "imported"
    RELEASED = "released"
    RELEASE_WITHDRAWN = "release-withdrawn"
    NAME_SEARCHED = "name-searched"
    ERASURE_REQUESTED = "erasure-requested"
    ERASED = "erased"
    RETENTION_SET = "retention-set"
    BACKED_UP = "backed-up"
    RESTORED = "restored"
    UPGRADED = "upgraded"
    STARTED = "started"
    STOPPED = "stopped"
    REFUSALS = "refusals"
    PERSONAL_DATA_CONFIRMED = "personal-data-confirmed"
