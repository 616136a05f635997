"""Builds what is measured."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from measure.processes import Problem, say

BENCH = Path(__file__).resolve().parent.parent
ROOT = BENCH.parent
TARGET = BENCH / "target"
NEEDED = {"mvn": "maven", "cc": "gcc", "ss": "iproute2", "ip": "iproute2", "go": "golang-go", "openssl": "openssl"}
PROGRAMS = ["sockets", "reader", "procreader", "churner"]


def builder():
    """Under sudo, what is built shall still belong to the user."""
    owner = BENCH.stat().st_uid
    if os.geteuid() != 0 or owner == 0 or os.environ.get("SUDO_UID") != str(owner):
        return {}
    user = pwd.getpwuid(owner)
    return {"user": owner, "group": user.pw_gid, "extra_groups": [], "env": {**os.environ, "HOME": user.pw_dir}}


def run_quietly(command, **options):
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    done = subprocess.run(list(map(str, command)), **output, **builder(), **options)
    if done.returncode != 0:
        raise Problem(f"{done.stdout}{Path(command[0]).name} failed.")
    return done.stdout


def jdk():
    return Path(run_quietly([ROOT / ".mvn/jdk"]).strip())


def class_path():
    return f"{TARGET / 'classes'}:{TARGET / 'lib'}/*"


def build(readers):
    """What these readers need."""
    wants_exporter = any(reader.startswith("node_exporter") for reader in readers)
    for command, package in NEEDED.items():
        if shutil.which(command) is None and (command != "go" or wants_exporter):
            raise Problem(f"bench/run needs {command}: install the package {package}.")
    say("building ... (the first time takes minutes)")
    run_quietly(["mkdir", "-p", TARGET])
    run_quietly([ROOT / ".mvn/maven", "-q", "-f", ROOT, "-pl", "bench", "-am", "-DskipTests", "package"])
    for program in PROGRAMS:
        run_quietly(["cc", "-O2", "-Wall", "-o", TARGET / program, BENCH / f"{program}.c"])
    if wants_exporter:
        command = ["go", "build", "-o", TARGET / "node_exporter", "github.com/prometheus/node_exporter"]
        run_quietly(["env", "CGO_ENABLED=0", *command], cwd=BENCH / "node_exporter")
