"""Where things are: what is shipped with the program, and what belongs to the person who uses it.

The one module that knows the shape of a source tree, an installed package and a bundle. It reads
no file and imports nothing of the other layers; whoever needs a folder of another layer's (the
store needs its migrations) is handed the path.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import stewardship_desktop

# Set in tests and on shared computers: everything the program keeps for a person goes below it.
HOME_VARIABLE = "STEWARDSHIP_DESKTOP_HOME"
_APP_FOLDER = "Stewardship Desktop"


def database_folder() -> Path:
    """The shipped `db/` folder: migrations, the generated schema, the figures of the example."""
    return _shipped("db")


def resource_folder() -> Path:
    """The shipped `resources/` folder: icons, fonts, report templates, help pages."""
    return _shipped("resources")


def user_data_folder() -> Path:
    """The person's own folder, made if absent: settings, log and new workspaces.

    `STEWARDSHIP_DESKTOP_HOME` names another one. Raises OSError where it cannot be made.
    """
    return _made(_user_data_path())


def workspace_folder() -> Path:
    """Where a new workspace is offered to be kept, made if absent, and where the example is built."""
    return _made(_user_data_path() / "Workspaces")


def backup_folder() -> Path:
    """Where backups of all workspaces are kept, made if absent."""
    return _made(_user_data_path() / "Backups")


def log_folder() -> Path:
    """The folder of the log and the crash log, made if absent."""
    return _made(_user_data_path() / "Log")


def crash_log_path() -> Path:
    """The file into which a crash is written, to be shown at the next start."""
    return log_folder() / "crash.log"


def settings_path() -> Path:
    """The file of the person's settings. It may not exist yet; its folder does."""
    return user_data_folder() / "settings.json"


def _user_data_path() -> Path:
    chosen = os.environ.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    # Imported here so that a start with a chosen folder does without it.
    import platformdirs

    return Path(platformdirs.user_data_dir(_APP_FOLDER, appauthor=False, roaming=False))


def _shipped(name: str) -> Path:
    """The folder `name` where this copy of the program has it. Raises FileNotFoundError if it has none."""
    candidates = _places(name)
    for place in candidates:
        if place.is_dir():
            return place
    looked = " or ".join(str(place) for place in candidates)
    raise FileNotFoundError(f"This copy of the program is incomplete: there is no folder {looked}.")


def _places(name: str) -> tuple[Path, ...]:
    package = Path(stewardship_desktop.__file__).resolve().parent
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return (Path(bundle) / name,)
    # Installed, the folder stands inside the package. Beside the package it is ours only in a
    # source tree: elsewhere a folder called "db" next to us belongs to somebody else.
    if (package.parent / "pyproject.toml").is_file():
        return (package.parent / name,)
    return (package / name,)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
