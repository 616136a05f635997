"""Processes that end with this one, and what is said to the user meanwhile."""

import ctypes
import signal
import socket
import subprocess
import sys

PR_SET_PDEATHSIG = 1

libc = ctypes.CDLL(None, use_errno=True)


class Problem(Exception):
    """One sentence for the user."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def start(command, **streams):
    return subprocess.Popen(list(map(str, command)), preexec_fn=die_with_us, bufsize=0, **streams)


def die_with_us():
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def end(process):
    """A process ends with its standard input; one that has none, when it is told to."""
    if process is None:
        return
    if process.stdin is None:
        process.terminate()
    else:
        process.stdin.close()
    try:
        process.wait(60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
