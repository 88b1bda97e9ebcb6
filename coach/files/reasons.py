"""Why the system refuses, as the name of a sentence: its own words are English, or the language of the machine."""

import errno

_KEYS = {
    errno.ENOSPC: "reason-no-room",
    getattr(errno, "EDQUOT", errno.ENOSPC): "reason-no-room",
    errno.EFBIG: "reason-too-big",
    errno.EIO: "reason-device",
    errno.EACCES: "reason-forbidden",
    errno.EPERM: "reason-forbidden",
    errno.EROFS: "reason-read-only",
    errno.EISDIR: "reason-folder",
    errno.ENOTDIR: "reason-no-folder",
    errno.ENOENT: "reason-missing",
    errno.EEXIST: "reason-exists",
    errno.ENOTEMPTY: "reason-not-empty",
    errno.EBADF: "reason-closed",
    errno.EMFILE: "reason-too-many-open",
    errno.ENFILE: "reason-too-many-open",
    errno.EBUSY: "reason-busy",
    getattr(errno, "ETXTBSY", errno.EBUSY): "reason-busy",
    errno.ENAMETOOLONG: "reason-long-name",
    errno.ELOOP: "reason-loop",
    errno.ENOMEM: "reason-memory",
    errno.ETIMEDOUT: "reason-too-late",
}


def reason(error: OSError | ValueError) -> str:
    """What fills `{reason}` in a sentence: the name of another one, or else what the system says."""
    if not isinstance(error, OSError):
        return str(error)
    return _KEYS.get(error.errno or 0) or error.strerror or str(error)
