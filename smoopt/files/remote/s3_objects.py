"""`S3Objects`: whole files of a store that speaks S3, read and written by one request each.

S3's answer to a read or a write names the file's version. And S3 can write on a condition: that
there is no such file, or that it still has a certain version. Not all stores that speak its
protocol can: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
(2026-12-02)
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import md5
from threading import Lock
from typing import TYPE_CHECKING, Any

from smoopt.files.bounded import refuse_longer
from smoopt.files.handle import WrittenMeanwhile
from smoopt.files.remote.object_status import Info, stamp_in
from smoopt.files.remote.objects import Held, Objects
from smoopt.files.remote.store_answers import asked, code_of, patiently
from smoopt.files.stamp import Stamp
from smoopt.files.temporary_names import TEMPORARY_PREFIX, TEMPORARY_SUFFIX

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

Answer = Mapping[str, Any]
# Other metadata of a file, which S3 would drop when the file is written again:
# https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html (2026-12-01)
_KEPT = (
    *("ContentType", "CacheControl", "ContentDisposition", "ContentEncoding", "ContentLanguage"),
    *("Metadata", "WebsiteRedirectLocation"),
)
# The errors while another client writes, and for a condition that does not hold:
# https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html (2026-12-02)
_AT_WORK = {"ConditionalRequestConflict", "409"}
_REFUSED = {"PreconditionFailed", "412", *_AT_WORK}
# An ETag is the MD5 of what the file holds unless it is encrypted with another's key or came in
# parts: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html (2026-12-02)
_OTHER_KEYS = ("aws:kms", "aws:kms:dsse")
# How many answers are cached for files that were read and not written since.
_MOST_KNOWN = 1000
_NO_VERSION = f'"{"0" * 32}"'


class S3Objects(Objects):
    """The files of a store that speaks S3."""

    tells_contents = True

    def __init__(self, protocol: str, files: "AbstractFileSystem") -> None:
        """Take a connection."""
        super().__init__(protocol, files)
        self._known: dict[str, Answer] = {}
        self._lock = Lock()
        self._keeps_conditions: bool | None = None
        # Whether the store misreads the version in a condition.
        self._misreads = False
        # Whether the last file to be written already existed.
        self._is_there = False

    def look(self, place: str) -> Info | None:
        """Return the status of a file; None if there is none."""
        found = self._head(place)
        return None if found is None else _info(found, found["ContentLength"])

    def below(self, place: str) -> Iterator[Info]:
        """Yield what the store knows of all files below a place: a thousand by each request."""
        bucket, _, key = place.partition("/")
        named = {"Bucket": bucket, "Prefix": f"{key}/" if key else ""}
        while True:
            answer: Answer = asked(self.files.call_s3, "list_objects_v2", **named)
            for found in answer.get("Contents", ()):
                yield {"name": f"{bucket}/{found['Key']}", **_info(found, found["Size"])}
            if not answer.get("IsTruncated"):
                return
            named["ContinuationToken"] = answer["NextContinuationToken"]

    def headers(self, place: str) -> Mapping[str, object]:
        """Return the headers for a file: those that it has already, or else by its name."""
        found = self._head(place)
        return self.writing.typed(place) if found is None else _kept(found)

    def read(self, place: str, most: int | None = None) -> tuple[bytes, Info]:
        """Read a file of at most so many bytes; return its status as well."""
        answer, data = patiently(lambda: self._read(place, most))
        with self._lock:
            while len(self._known) >= _MOST_KNOWN:
                del self._known[next(iter(self._known))]
            self._known[place] = {key: answer[key] for key in answer if key != "Body"}
        return data, _info(answer, len(data))

    def hold(self, place: str, data: bytes) -> Held:
        """Make a file hold `data`."""
        if not self._is_there and self._conditions(place):
            try:
                return self._put(place, data, self.writing.typed(place), IfNoneMatch="*")
            except OSError as error:
                if not _is_refused(error):
                    raise
        was = self._head(place)
        self._is_there = was is not None
        if was is None:
            return self._put(place, data, self.writing.typed(place))
        return self._hold_anew(place, data, was, {})

    def replace(self, place: str, data: bytes, read: Stamp) -> Held:
        """Make a file hold `data` in place of what was read; raises WrittenMeanwhile."""
        with self._lock:
            was = self._known.pop(place, None)
        is_sure = not self._misreads and self._conditions(place)
        if was is None or not is_sure:
            was = self._head(place)
        if was is None or _stamp(was) != read:
            raise WrittenMeanwhile
        try:
            return self._hold_anew(place, data, was, {"IfMatch": was["ETag"]} if is_sure else {})
        except OSError as error:
            if not is_sure or not (_is_refused(error) or isinstance(error, FileNotFoundError)):
                raise
            now = self._head(place)
            if now is None or _stamp(now) != read or code_of(error) in _AT_WORK:
                raise WrittenMeanwhile from error
        # Ceph 16 takes the quotes for a part of the ETag. For such stores, the file is checked
        # first.
        self._misreads = True
        return self.replace(place, data, read)

    def _hold_anew(
        self, place: str, data: bytes, was: Answer, condition: Mapping[str, str]
    ) -> Held:
        """Write an existing file, unless it holds `data` already; its metadata is kept."""
        if was["ContentLength"] == len(data) and self._has(place, data, was):
            return Held(_info(was, len(data)), False)
        return self._put(place, data, _kept(was), **condition)

    def _has(self, place: str, data: bytes, was: Answer) -> bool:
        tag = str(was.get("ETag", "")).strip('"')
        is_sum = was.get("ServerSideEncryption") not in _OTHER_KEYS and "-" not in tag
        if tag and is_sum and "SSECustomerAlgorithm" not in was:
            return tag == md5(data, usedforsecurity=False).hexdigest()
        return patiently(lambda: self._read(place))[1] == data

    def _conditions(self, place: str) -> bool:
        """Tell whether the store honours conditions, by a trial: it must refuse a write."""
        with self._lock:
            if self._keeps_conditions is None:
                name = f"{TEMPORARY_PREFIX}{os.urandom(4).hex()}{TEMPORARY_SUFFIX}"
                trial = f"{place.rpartition('/')[0]}/{name}"
                try:
                    self._put(trial, b"", {}, IfMatch=_NO_VERSION)
                except OSError as error:
                    gone = isinstance(error, FileNotFoundError)
                    self._keeps_conditions = gone or _is_refused(error)
                else:
                    self._keeps_conditions = False
                    with suppress(OSError):  # the next build sweeps what is left
                        asked(self.files.rm_file, trial)
            return self._keeps_conditions

    def _head(self, place: str) -> Answer | None:
        bucket, _, key = place.partition("/")
        try:
            found: Answer = asked(self.files.call_s3, "head_object", Bucket=bucket, Key=key)
        except FileNotFoundError:
            return None
        return found

    def _read(self, place: str, most: int | None = None) -> tuple[Answer, bytes]:
        from fsspec.asyn import sync  # noqa: PLC0415 - it is an extra's

        bucket, _, key = place.partition("/")

        async def read() -> tuple[Answer, bytes]:
            answer = await self.files._call_s3("get_object", Bucket=bucket, Key=key)
            async with answer["Body"] as body:
                refuse_longer(answer["ContentLength"], most, place)
                return answer, await body.read()

        got: tuple[Answer, bytes] = sync(self.files.loop, read)
        return got

    def _put(self, place: str, data: bytes, headers: Mapping[str, object], **named: str) -> Held:
        bucket, _, key = place.partition("/")
        given = {**headers, **named}
        answer = asked(self.files.call_s3, "put_object", Bucket=bucket, Key=key, Body=data, **given)
        if answer.get("ETag"):
            return Held(_info(answer, len(data)), True)
        return Held(self.info(place), True)


def _info(answer: Answer, size: int) -> Info:
    """Return what an answer says of a file, in fsspec's form."""
    said = {name: answer[name] for name in ("ETag", "LastModified") if name in answer}
    return {"type": "file", "size": size, **said}


def _stamp(answer: Answer) -> Stamp:
    return stamp_in(_info(answer, answer["ContentLength"]))


def _kept(answer: Answer) -> dict[str, object]:
    return {name: answer[name] for name in _KEPT if answer.get(name)}


def _is_refused(error: OSError) -> bool:
    return code_of(error) in _REFUSED
