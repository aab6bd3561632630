#!/usr/bin/env python3
"""Sets everything up and then does what it is asked: `python3 dev.py run`, `python3 dev.py test`.

Standard library only, since it runs before anything is installed; its syntax is
Python 3.7's, so that an older Python can still be told what is wrong. It makes `.venv`, installs the
locked libraries with their hashes checked, and on Debian and Ubuntu the system libraries Qt needs.
It must not hold anything that the program itself needs to know.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
APP_LOCK = ROOT / "requirements.txt"
DEV_LOCK = ROOT / "requirements-dev.txt"
BUILD = ROOT / "build"
WINDOWS = os.name == "nt"
OLDEST, NEWEST = (3, 11), (3, 13)

# What Qt loads from the system, and the Debian package that brings it. The second half serves a
# screen: without it Qt stops the process and blames libxcb-cursor0, whichever one is missing.
SYSTEM_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# Tests of the layers below the windows. They run with Qt out of reach, all others with it.
TESTS_WITHOUT_QT = ("domain", "store", "exchange", "reports", "application", "cli", "test_cli.py")
# What PyInstaller itself needs, taken from the developers' lock into the bundle's clean environment.
BUNDLER = (
    "pyinstaller",
    "pyinstaller-hooks-contrib",
    "altgraph",
    "macholib",
    "packaging",
    "pefile",
    "pywin32-ctypes",
    "setuptools",
)


def main(arguments: list[str]) -> int:
    """Do what the first argument asks; the result is the exit status."""
    verb, rest = (arguments or ["--help"])[0], arguments[1:]
    if verb not in VERBS:
        say(usage())
        return 0 if verb in ("-h", "--help", "help") else 2
    if rest[:1] == ["--"]:
        rest = rest[1:]
    use_a_fitting_python()
    set_up()
    return VERBS[verb][0](rest)


def usage() -> str:
    """The verbs, one line each."""
    lines = [f"  {name:8}{text}" for name, (_, text, _) in VERBS.items()]
    takes = [f"  {name:8}{arguments}" for name, (_, _, arguments) in VERBS.items() if arguments]
    return "\n".join(["usage: python3 dev.py VERB [arguments]", "", *lines, "", "Arguments:", *takes])


# -------------------------------------------------------------------------------- verbs


def run(rest: list[str]) -> int:
    """Open the program. Takes this process's place, so that signals and the exit status are the program's."""
    environment = dict(os.environ)
    if not has_a_screen():
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        note("There is no screen here (no DISPLAY, no WAYLAND_DISPLAY): a window opens unseen.")
    command = [str(venv_python()), "-m", "stewardship_desktop", *rest]
    # Relative paths among the arguments belong to the folder the person stands in.
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), environment.get("PYTHONPATH")]))
    sys.stdout.flush()
    if not WINDOWS:
        os.execve(command[0], command, environment)
    return subprocess.call(command, env=environment)


def check(rest: list[str]) -> int:
    """Format, lint, types and layers; no tests."""
    if rest:
        say("check takes no arguments.")
        return 2
    return run_steps(checks())


def test(rest: list[str]) -> int:
    """Every check, every test, and every benchmark once for breakage. With arguments: pytest takes them."""
    if rest:
        return run_steps([*checks(), ("tests", pytest(*rest))])
    low = [str(Path("tests", name)) for name in TESTS_WITHOUT_QT if (ROOT / "tests" / name).exists()]
    steps = checks()
    if low:
        steps.append(("tests without Qt", pytest("-p", "tests.without_qt", "-p", "no:pytest-qt", *low)))
    steps.append(("tests with Qt", pytest("tests", *(f"--ignore={path}" for path in low))))
    if has_tests(ROOT / "tests" / "benchmarks"):
        steps.append(("benchmarks, once", pytest("tests/benchmarks", "--benchmark-disable")))
    return run_steps(steps)


def bench(rest: list[str]) -> int:
    """The benchmarks with their timings, in file order."""
    return call(pytest("tests/benchmarks", "--benchmark-enable", "-p", "no:randomly", "-s", *rest))


def shot(rest: list[str]) -> int:
    """Pictures of the main screens, into the folder named (default: build/screenshots)."""
    target = Path(rest[0]).absolute() if rest else BUILD / "screenshots"
    return call([str(venv_python()), "-m", "tests.screenshots", str(target)])


def bundle(rest: list[str]) -> int:
    """The one-folder program in dist/, built from an environment that holds nothing else."""
    clean = BUILD / "bundle-venv"
    make_venv(clean)
    wanted = BUILD / "bundle-requirements.txt"
    wanted.write_text(APP_LOCK.read_text("utf-8") + locked_blocks(DEV_LOCK, BUNDLER, APP_LOCK), "utf-8")
    install(clean, wanted)
    python = venv_python(clean)
    work = ["--distpath", str(ROOT / "dist"), "--workpath", str(BUILD / "bundle")]
    return call([str(python), "-m", "PyInstaller", "--noconfirm", *work, *rest, str(ROOT / "build.spec")])


def lock(rest: list[str]) -> int:
    """Write both lock files from pyproject.toml. Keeps what is locked unless --upgrade is given."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(venv_python().parent))
    if uv is None:
        if call([str(venv_python()), "-m", "pip", "install", "-q", "--disable-pip-version-check", "uv"]) != 0:
            return 1
        uv = shutil.which("uv", path=str(venv_python().parent)) or "uv"
    quiet = ["--generate-hashes", "--universal", "--no-annotate", "--no-header", "--quiet"]
    for target, group in ((APP_LOCK, []), (DEV_LOCK, ["--group", "dev"])):
        compile_ = [uv, "pip", "compile", *quiet, *group, *rest, "pyproject.toml", "-o", target.name]
        if call(compile_) != 0:
            return 1
        # A lock is for everybody: an address in it would send others to this machine's mirrors.
        if "://" in target.read_text("utf-8"):
            say(f"{target.name} holds an address. Take it out of uv's configuration and lock again.")
            return 1
    return 0


VERBS = {
    "run": (run, "open the program with the example workspace", "arguments for the program"),
    "test": (test, "run every check and test", "-- arguments for pytest"),
    "check": (check, "run the checks without the tests", ""),
    "bench": (bench, "run the benchmarks with their timings", "-- arguments for pytest"),
    "shot": (shot, "take pictures of the main screens", "the folder for them"),
    "bundle": (bundle, "build the program to hand out, in dist/", "-- arguments for PyInstaller"),
    "lock": (lock, "write the two lock files from pyproject.toml", "-- arguments for uv, such as --upgrade"),
}


# -------------------------------------------------------------------------------- steps


def checks() -> list[tuple[str, list[str]]]:
    """The checks that read the source and start nothing."""
    python = str(venv_python())
    return [
        ("format", [python, "-m", "ruff", "format", "--check", "."]),
        ("lint", [python, "-m", "ruff", "check", "."]),
        ("types", [python, "-m", "mypy"]),
        (
            "layers",
            [python, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-logo"],
        ),
    ]


def pytest(*arguments: str) -> list[str]:
    """The command that runs pytest with these arguments."""
    return [str(venv_python()), "-m", "pytest", *arguments]


def run_steps(steps: list[tuple[str, list[str]]]) -> int:
    """Run all steps, also after one has failed, and print one line each. 1 if any failed."""
    results = []
    for name, command in steps:
        say(f"--- {name}")
        started = time.monotonic()
        status = call(command)
        results.append((name, status, time.monotonic() - started))
    say("")
    for name, status, seconds in results:
        say(f"{'passed' if status == 0 else 'FAILED'}  {name}  ({seconds:.1f} s)")
    return 1 if any(status for _, status, _ in results) else 0


def call(command: list[str]) -> int:
    """Run one tool at the top level of the source tree, without a screen."""
    sys.stdout.flush()
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    try:
        return subprocess.call(command, cwd=ROOT, env=environment)
    except KeyboardInterrupt:
        return 130


def has_tests(folder: Path) -> bool:
    """Whether pytest would find a file there; it calls an empty folder a failure."""
    return any(folder.rglob("test_*.py"))


# -------------------------------------------------------------------------------- set-up


def use_a_fitting_python() -> None:
    """Go on with a Python this program runs on: this one or another installed one. Else say so and end."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    fitting = [f"3.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    for version in fitting:
        other = None if WINDOWS else shutil.which(f"python{version}")
        # A name on the path may be a launcher with nothing behind it.
        if other and subprocess.call([other, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            note(f"This is Python {sys.version.split()[0]}; going on with {other}.")
            os.execv(other, [other, str(ROOT / "dev.py"), *sys.argv[1:]])
    start = "py -3.13 dev.py" if WINDOWS else "python3.13 dev.py"
    sys.exit(
        f"This is Python {sys.version.split()[0]}; Stewardship Desktop needs {fitting[-1]} to {fitting[0]}. "
        f"Install one from your system or python.org and start again, for example: {start}"
    )


def set_up() -> None:
    """Bring the machine to where every verb can work. A second call finds it done and costs nothing."""
    if STAMP.is_file() and STAMP.read_text("utf-8") == stamp() and not missing_packages(for_venv=False):
        return
    install_system_packages()
    moved = STAMP.is_file() and json.loads(STAMP.read_text("utf-8")).get("place") != place()
    if moved or not is_whole(VENV):
        make_venv(VENV)
    STAMP.unlink(missing_ok=True)
    note("Installing the libraries (the first time this takes a minute or two).")
    install(VENV, DEV_LOCK)
    install_this_tree()
    STAMP.write_text(stamp(), "utf-8")


def stamp() -> str:
    """What the environment was made from and where. When it changes, the environment is brought up to it."""
    locked = hashlib.sha256(DEV_LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    return json.dumps({"place": place(), "locked": locked})


def place() -> str:
    """The folder and the Python an environment belongs to: it cannot be moved to another of either."""
    return f"{VENV} {sys.base_prefix} {sys.version_info.major}.{sys.version_info.minor}"


def missing_packages(for_venv: bool = True) -> list[str]:
    """Debian packages whose libraries are not on this machine. Always none on Windows and macOS."""
    if not sys.platform.startswith("linux"):
        return []
    missing = []
    for library, package in SYSTEM_LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    if for_venv and importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    return missing


def install_system_packages() -> None:
    """Install what is missing with apt, as root or by sudo. Else end with the line to type."""
    missing = missing_packages()
    if not missing:
        return
    apt = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    line = shlex.join(apt)
    if shutil.which("apt-get") is None:
        sys.exit(f"Qt needs system libraries that are not here. Their Debian names: {' '.join(missing)}.")
    by_root = [] if os.geteuid() == 0 else [shutil.which("sudo") or ""]
    if by_root == [""]:
        sys.exit(f"System libraries are missing. Ask an administrator to run:  {line}")
    note(f"Installing system libraries:  {line}")
    ask_nothing = [*by_root, "env", "DEBIAN_FRONTEND=noninteractive"]
    steps = ([*ask_nothing, "apt-get", "update", "-q"], [*ask_nothing, *apt])
    if any(subprocess.call(step, stdout=sys.stderr) for step in steps):
        sys.exit(f"The system libraries could not be installed. Ask an administrator to run:  {line}")


def make_venv(folder: Path) -> None:
    """A new, empty environment in `folder`; what stood there is thrown away."""
    if folder.exists():
        shutil.rmtree(folder)
    # A Python inside another environment would hand its own paths on.
    python = getattr(sys, "_base_executable", None) or sys.executable
    if subprocess.call([python, "-m", "venv", str(folder)]) != 0:
        sys.exit(f"Python could not make an environment in {folder}. What it said stands above.")


def is_whole(folder: Path) -> bool:
    """Whether `folder` is an environment of this Python with a pip that starts."""
    version = f"import pip, sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    python = venv_python(folder)
    return python.is_file() and subprocess.call([str(python), "-c", version], stderr=subprocess.DEVNULL) == 0


def install(folder: Path, requirements: Path) -> None:
    """Install exactly what `requirements` locks. Ready-made wheels only: nothing is compiled here."""
    exact = ["--require-hashes", "--only-binary", ":all:", "-r", str(requirements)]
    pip(folder, "install", "--quiet", "--disable-pip-version-check", *exact)


def install_this_tree() -> None:
    """Make `stewardship-desktop` a command of the environment that runs this source tree."""
    here = ["--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT)]
    pip(VENV, "install", "--quiet", "--disable-pip-version-check", *here)


def pip(folder: Path, *arguments: str) -> None:
    """Run pip of the environment in `folder`; end with a plain line when it fails."""
    if subprocess.call([str(venv_python(folder)), "-m", "pip", *arguments], cwd=ROOT, stdout=sys.stderr) != 0:
        sys.exit(
            "The libraries could not be installed. The reason stands above; "
            "most often there is no network connection, or a proxy has to be set for pip."
        )


def locked_blocks(lock_file: Path, names: tuple[str, ...], but_not_in: Path) -> str:
    """The entries of `lock_file` for `names`, hashes included, less those that `but_not_in` has already."""
    entry = re.compile(r"^([a-z0-9][a-z0-9._-]*)==", re.MULTILINE)
    already = set(entry.findall(but_not_in.read_text("utf-8")))
    blocks = re.split(r"^(?=[a-z0-9])", lock_file.read_text("utf-8"), flags=re.MULTILINE)
    wanted = set(names) - already
    return "".join(block for block in blocks if block.split("==")[0] in wanted)


def venv_python(folder: Path = VENV) -> Path:
    """The Python of the environment in `folder`."""
    return folder / ("Scripts/python.exe" if WINDOWS else "bin/python")


def has_a_screen() -> bool:
    """Whether a window can be seen. Windows and macOS always have one."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def say(text: str) -> None:
    """One line for the person, in order with what the tools print."""
    print(text, flush=True)


def note(text: str) -> None:
    """One line about the set-up. Not on standard output, which belongs to the program that is run."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
