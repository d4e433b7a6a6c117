"""Writing files: whole or not at all, under safe names, and never over what we did not make."""

from verbetertool.saving.files import (
    GrowingFile,
    check_writable,
    is_ours,
    remove_leftovers,
    write_atomically,
    write_new,
    write_result,
)
from verbetertool.saving.names import MAX_NAME, safe_name

__all__ = [
    "MAX_NAME",
    "GrowingFile",
    "check_writable",
    "is_ours",
    "remove_leftovers",
    "safe_name",
    "write_atomically",
    "write_new",
    "write_result",
]
