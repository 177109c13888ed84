"""Archives of pages: zip, tar, packed files. Nothing is unpacked onto the disk: no name in an archive leaves a folder.

An archive may hold archives, to a depth; each member is read up to the size of one page, and all members together up to
a limit that grows with the archive's own size: what is packed tighter is a decompression bomb.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from khabar.pages.items import Item, Limits, Raw, Skipped, failed, inner_name
from khabar.pages.manifest import Known
from khabar.pages.packings import zstd

_BROKEN = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    zlib.error,
    lzma.LZMAError,
    zstd.ZstdError,
    zipfile.BadZipFile,
    tarfile.TarError,
)
_MEDIA = ".png .jpg .jpeg .gif .webp .svg .ico .css .js .mjs .map .woff .woff2 .ttf .otf .eot .mp3 .mp4 .webm .avi"
_NO_PAGES = frozenset(_MEDIA.split())
#: Members of a file that is a ZIP archive only on the outside.
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")
#: So many bytes are unpacked at a time.
STEP = 1 << 16


@dataclass(slots=True)
class _Budget:
    """How much may still be unpacked from one archive."""

    left: int

    def take(self, file: IO[bytes], limit: int) -> bytes | None:
        """At most ``limit + 1`` bytes of a member; None if the archive has given more than it may."""
        parts, size = [], 0
        while size <= limit and (part := file.read(min(STEP, limit + 1 - size))):
            parts.append(part)
            size += len(part)
            self.left -= len(part)
            if self.left < 0:
                return None
        return b"".join(parts)


def _budget(file: BinaryIO, limits: Limits) -> _Budget:
    file.seek(0, io.SEEK_END)
    size = file.tell()
    file.seek(0)
    return _Budget(limits.unpacked_bytes + limits.ratio * size)


def _bomb(name: str, known: Known) -> Item:
    said = "the archive holds far more than its size allows: it looks like a decompression bomb, the rest is not read"
    return failed(name, known, "decompression-bomb", said)


def _is_no_page(name: str) -> str | None:
    """Why a member is left out without a look at it."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.name.startswith((".", "__MACOSX")) or "__MACOSX" in path.parts:
        return "hidden file"
    return f"{path.suffix.lower()} file" if path.suffix.lower() in _NO_PAGES else None


def read_zip(file: BinaryIO, name: str, known: Known, limits: Limits) -> Iterator[Item]:
    """The members of a ZIP archive."""
    budget = _budget(file, limits)
    try:
        archive = zipfile.ZipFile(file)
        members = archive.infolist()
    except _BROKEN as error:
        yield failed(name, known, "damaged-archive", f"the ZIP archive cannot be read: {error}; fetch it again")
        return
    if any(m.filename in _OFFICE for m in members):
        yield failed(name, known, "office-file", "this is an Office document or a program: save it as text or PDF")
        return
    for member in members[: limits.members]:
        label = inner_name(name, member.filename)
        if member.filename.endswith("/"):  # is_dir() stumbles over a member without a name
            continue
        if reason := _is_no_page(member.filename):
            yield Skipped(label, reason)
            continue
        try:
            with archive.open(member) as inside:
                data = budget.take(inside, limits.page_bytes)
        except _BROKEN as error:
            yield failed(label, known, "damaged-member", f"the member cannot be unpacked: {error or 'damaged'}")
            continue
        if data is None:
            yield _bomb(name, known)
            return
        yield Raw(label, data, known)
    if len(members) > limits.members:
        yield failed(
            name, known, "too-many-members", f"only the first {limits.members} of {len(members)} members are read"
        )


def read_tar(file: BinaryIO, name: str, known: Known, limits: Limits) -> Iterator[Item]:
    """The files of a tar archive, compressed or not; links and devices are skipped."""
    at = 0
    try:
        inside = _Metered(_unpacking(file), _budget(file, limits), limits.page_bytes)
        with tarfile.open(fileobj=inside, mode="r:") as archive:
            for at, member in enumerate(archive, start=1):
                if not member.isdir():
                    yield _tar_member(archive, member, inner_name(name, member.name), known, limits)
                archive.members = []  # type: ignore  # it would keep every member's header
                if at >= limits.members:
                    yield failed(name, known, "too-many-members", f"only the first {at} members are read")
                    return
    except _BombError:
        yield _bomb(name, known)
    except _BROKEN as error:
        said = f"the tar archive is damaged behind its member {at}: {error}; what follows is not read"
        yield failed(name, known, "damaged-archive", said)


def _tar_member(archive: tarfile.TarFile, member: tarfile.TarInfo, label: str, known: Known, limits: Limits) -> Item:
    if not member.isreg():
        return Skipped(label, "link or device")
    if reason := _is_no_page(member.name):
        return Skipped(label, reason)
    if member.size > limits.page_bytes:
        return failed(
            label, known, "too-large", f"the member has {member.size / 1e6:.1f} MB: give it as a file of its own"
        )
    inside = archive.extractfile(member)
    return Raw(label, inside.read() if inside else b"", known)


def _unpacking(file: BinaryIO) -> BinaryIO:
    """The file, unpacked as it is read if it is packed."""
    start = file.read(6)
    file.seek(0)
    if start.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=file, mode="rb")  # type: ignore[return-value]
    if start.startswith(b"BZh"):
        return bz2.BZ2File(file)  # type: ignore[return-value]
    if start.startswith(b"\xfd7zXZ"):
        return lzma.LZMAFile(file)  # type: ignore[return-value]
    if start.startswith(b"\x28\xb5\x2f\xfd"):
        return zstd.ZstdFile(file)  # type: ignore[return-value]
    return file


class _BombError(OSError):
    """More was unpacked than may be."""


class _Metered(io.RawIOBase):
    """An unpacking file that counts what it gives, and refuses to give too much in all or at once."""

    def __init__(self, file: BinaryIO, budget: _Budget, at_once: int) -> None:
        self._file, self._budget, self._at_once = file, budget, max(at_once, STEP) + 1024

    def read(self, size: int = -1) -> bytes:
        """Some bytes, unpacked."""
        if not 0 <= size <= self._at_once:
            raise _BombError("more is asked for than a page may have")
        return self._count(self._file.read(size))

    def readline(self, size: int | None = -1) -> bytes:
        """A line, or the first ``size`` bytes of it."""
        return self._count(self._file.readline(self._at_once if size is None or size < 0 else size))

    def _count(self, data: bytes) -> bytes:
        self._budget.left -= len(data)
        if self._budget.left < 0:
            raise _BombError("the archive holds far more than its size allows")
        return data

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes; what is passed over is unpacked, and counts."""
        return True

    def tell(self) -> int:
        """Where it stands, unpacked."""
        return self._file.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place; forwards, what is passed over is counted."""
        target = offset if whence == io.SEEK_SET else self._file.tell() + offset
        if whence == io.SEEK_END:
            raise OSError("the end of a packed file is not known before it is read")
        while (ahead := target - self._file.tell()) > STEP and self._file.read(STEP):
            self._count(b"")
            self._budget.left -= STEP if ahead > STEP else 0
            if self._budget.left < 0:
                raise _BombError("the archive holds far more than its size allows")
        return self._file.seek(target)


def read_gzip(file: BinaryIO, name: str, known: Known, limits: Limits) -> Iterator[Item]:
    """The one page in a packed file (``a.html.gz``), or the pages of the table or mailbox in it (``a.jsonl.zst``)."""
    from khabar.pages.kinds import CONTAINERS, GZIP, HEAD, PACKED, TAR, ZIP, content_type

    path = PurePosixPath(name)
    inner = name.removesuffix(path.suffix) if path.suffix.lower() in PACKED else inner_name(name, "content")
    try:
        unpacked = _unpacking(file)
        budget = _budget(file, limits)
        kind = content_type(unpacked.read(HEAD), inner)
        unpacked.seek(0)
        metered = _Metered(unpacked, budget, limits.page_bytes)
        if kind in CONTAINERS and kind not in (GZIP, ZIP, TAR):
            yield from CONTAINERS[kind](metered, inner, known, limits)  # type: ignore[arg-type]
            return
        data = budget.take(unpacked, limits.page_bytes)
    except _BombError:
        yield _bomb(name, known)
    except _BROKEN as error:
        yield failed(name, known, "damaged-archive", f"the packed file cannot be unpacked: {error or 'damaged'}")
    else:
        yield _bomb(name, known) if data is None else Raw(inner, data, known)
