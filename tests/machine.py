"""What the machine offers to tests: byte code kept for their hundreds of processes, and files in memory."""

import os
import shutil
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

# Linux's folder in memory. Where there is little of it, as in a container by default, files stay on the disk.
MEMORY, ENOUGH = Path("/dev/shm"), 2_000_000_000
UNWRITTEN = "PYTHONDONTWRITEBYTECODE"
TEMPORARY = "PYTEST_DEBUG_TEMPROOT"


def memory() -> str | None:
    """Return the folder for what need not outlive the run, None for the usual one.

    The bot waits for the disk at each commit, as it must; nobody pulls the plug of a test.
    """
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        return str(MEMORY)
    return None


def used_well() -> ExitStack:
    """Set the environment for this run and every process it starts; close it at the end."""
    stack = ExitStack()
    if (folder := memory()) is not None:
        os.environ.setdefault(TEMPORARY, folder)
    if os.environ.pop(UNWRITTEN, None) is not None:
        # Each start of the bot would compile some 500 modules anew, half a second of a core. Nothing comes beside the sources.
        temporary = TemporaryDirectory(prefix="mvai-bytecode-", dir=folder, ignore_cleanup_errors=True)
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = stack.enter_context(temporary)
        sys.dont_write_bytecode = False
    return stack
