"""How a process limits its own memory: asked of POSIX, or of Windows by a job that it puts itself into."""

import ctypes
import sys
from typing import Any

_PROCESS_MEMORY, _ACTIVE_PROCESSES = 0x100, 0x8
_EXTENDED_LIMITS = 9


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("per_process_time", ctypes.c_int64),
        ("per_job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("transfers", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def confine(memory: int) -> None:
    """Give this process no more than so many bytes from now on, and on Windows no process of its own.

    Where the system refuses, work goes on as before: the limit of time and dots still holds.
    """
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetInformationJobObject.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32)
        kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
        enter_job(kernel, memory)
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def enter_job(kernel: Any, memory: int) -> bool:
    """Put this process into a job of its own with a limit, by Windows' kernel32; whether it is in it now."""
    limits = ExtendedLimits()
    limits.basic.flags = _PROCESS_MEMORY | _ACTIVE_PROCESSES
    limits.basic.processes = 1
    limits.process_memory = memory
    job = kernel.CreateJobObjectW(None, None)  # never closed: it lasts as long as the process
    if not job:
        return False
    told = kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    return bool(told and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()))
