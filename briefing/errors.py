"""What can go wrong, as one tree; the command line's exit code hangs on the class.

    BriefingError                     1  a fault of ours
    ├── SettingsError                 2  wrong usage or settings
    ├── SourceError                   3  a source could not be read
    │   ├── SourceNotFoundError          no such path, or nothing at the address
    │   ├── SourceUnreadableError        a directory, broken, encrypted, or no permission
    │   ├── SourceRefusedError           an address that the web may not reach, or too much
    │   ├── SourceUnreachableError       no answer from the web in time, or a broken one
    │   ├── SourceNotTextError           bytes that are no text
    │   └── SourceEmptyError             nothing in it to read
    ├── WorkerEndedError              1  a process of ours was ended from outside
    ├── BudgetExceededError           6  the next call may cost more than was allowed
    ├── DeliveryError                 4  the mail or its outbox failed
    └── ModelError                    4  the model or its service failed
        ├── ModelAuthenticationError     the key is missing, wrong or not allowed this
        ├── ModelNotFoundError           the service does not know the model or address
        ├── ModelRequestError            the service refused the request as it stands
        ├── ModelRateLimitError          too many requests for now
        ├── ModelQuotaError              the account has nothing left
        ├── ModelUnavailableError        the service failed (5xx)
        ├── ModelTimeoutError            no answer in time
        ├── ModelConnectionError         the service could not be reached, or hung up
        ├── ModelRefusalError            the model declined
        ├── ModelAnswerEmptyError        the answer has no text
        ├── ModelAnswerTruncatedError    the answer was cut off at the token limit, twice
        ├── ModelAnswerInvalidError      the answer is not the JSON asked for, twice
        └── CassetteError                the recording cannot be used, or has no such request

Exit code 5 (``--strict``) is no error: the brief is made and printed all the same.
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "BriefingError",
    "BudgetExceededError",
    "CassetteError",
    "DeliveryError",
    "ModelAnswerEmptyError",
    "ModelAnswerInvalidError",
    "ModelAnswerTruncatedError",
    "ModelAuthenticationError",
    "ModelConnectionError",
    "ModelError",
    "ModelNotFoundError",
    "ModelQuotaError",
    "ModelRateLimitError",
    "ModelRefusalError",
    "ModelRequestError",
    "ModelTimeoutError",
    "ModelUnavailableError",
    "SettingsError",
    "SourceEmptyError",
    "SourceError",
    "SourceNotFoundError",
    "SourceNotTextError",
    "SourceRefusedError",
    "SourceUnreachableError",
    "SourceUnreadableError",
    "WorkerEndedError",
]


class BriefingError(Exception):
    """Any failure that `briefing` names.

    Attributes:
        message: One sentence: what failed, and on what.
        hint: What to do next, or None where nothing is known to help.
        retryable: Whether the same call may succeed later.
        exit_code: The command line's exit status for this class.
    """

    exit_code: ClassVar[int] = 1
    retryable: ClassVar[bool] = False

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class SettingsError(BriefingError):
    """Wrong usage, or settings that contradict each other."""

    exit_code = 2


class SourceError(BriefingError):
    """A source could not be read."""

    exit_code = 3


class SourceNotFoundError(SourceError):
    """There is nothing at the path or address."""


class SourceUnreadableError(SourceError):
    """It is a directory, broken or encrypted, or we are not let read it."""


class SourceRefusedError(SourceError):
    """The address leads where the web may not reach, or to more than the limits allow."""


class SourceUnreachableError(SourceError):
    """The web gave no answer in time, or a broken one."""

    retryable = True


class SourceNotTextError(SourceError):
    """The bytes are no text in any encoding we can tell."""


class SourceEmptyError(SourceError):
    """There is no sentence in the source."""


class WorkerEndedError(BriefingError):
    """A process of ours was ended from outside, as for want of memory."""

    retryable = True


class BudgetExceededError(BriefingError):
    """The next call may cost more than was allowed; it was not made."""

    exit_code = 6


class DeliveryError(BriefingError):
    """Mail was not handed over, or the outbox cannot be used."""

    exit_code = 4
    retryable = True


class ModelError(BriefingError):
    """The model or its service failed."""

    exit_code = 4


class ModelAuthenticationError(ModelError):
    """The service refused the key (HTTP 401, 403)."""


class ModelNotFoundError(ModelError):
    """The service does not know the model or the address (HTTP 404)."""


class ModelRequestError(ModelError):
    """The service refused the request as it stands (HTTP 400, 413, 422 and other 4xx)."""


class ModelRateLimitError(ModelError):
    """Too many requests for now (HTTP 429).

    Attributes:
        retry_after: Seconds to wait by the service's word, or None.
    """

    retryable = True

    def __init__(
        self, message: str, *, hint: str | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.retry_after = retry_after


class ModelQuotaError(ModelError):
    """The account has nothing left (HTTP 402 and 429): waiting does not help."""


class ModelUnavailableError(ModelError):
    """The service failed (HTTP 5xx)."""

    retryable = True


class ModelTimeoutError(ModelError):
    """No answer came in time."""

    retryable = True


class ModelConnectionError(ModelError):
    """The service could not be reached, or closed the connection."""

    retryable = True


class ModelRefusalError(ModelError):
    """The model declined to answer."""


class ModelAnswerEmptyError(ModelError):
    """The answer has no text."""

    retryable = True


class ModelAnswerTruncatedError(ModelError):
    """The answer was cut off at the token limit, also with more room."""


class ModelAnswerInvalidError(ModelError):
    """The answer is not the JSON that was asked for, also when asked again."""

    retryable = True


class CassetteError(ModelError):
    """The recording cannot be used, or holds no such request."""
