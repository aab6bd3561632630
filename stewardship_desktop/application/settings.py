"""A person's settings: every option with its type, default and words, and the file that keeps them.

Not part of any workspace. Light on purpose, since the window asks it before its first paint. A
damaged file is put aside and never stops the program; one bad value falls back to its default alone.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar

from stewardship_desktop.domain.errors import UserFixable

T = TypeVar("T")

MOST_RECENT = 10
_QUIET_SECONDS = 2.0
"""Widths and the like are written at most this often, since dragging a border sends many."""
_NOT_NAMED = "Name not given"


class ThemeMode(StrEnum):
    """Which colours the window has."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Negatives(StrEnum):
    """How an amount below nought is written in finance tables."""

    MINUS = "minus"
    BRACKETS = "brackets"


@dataclass(frozen=True)
class Option(Generic[T]):
    """One setting: its key in the file, its default, its words, and how a stored value is read.

    `read` raises ValueError for a value that it cannot take. `choices` are (value, words) pairs.
    """

    key: str
    default: T
    title: str
    help: str
    read: Callable[[object], T]
    choices: tuple[tuple[T, str], ...] = ()


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


def _percent(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 100 <= value <= 200:
        raise ValueError("not a whole number from 100 to 200")
    return value


def _theme(value: object) -> ThemeMode:
    return ThemeMode(_text(value))


def _negatives(value: object) -> Negatives:
    return Negatives(_text(value))


PERSON_ID = Option("person_id", "", "Person", "Stands for you in the record of changes", _text)
NAME = Option("name", "", "Name", "Shown beside what you change. No password goes with it.", _text)
ROLE = Option("role", "", "Role", "For example programme manager, clinical lead, finance partner", _text)
ORGANISATION = Option("organisation", "", "Organisation", "The body you work for", _text)
THEME = Option(
    "theme",
    ThemeMode.SYSTEM,
    "Colours",
    "High contrast takes the colours of your system's contrast theme",
    _theme,
    (
        (ThemeMode.SYSTEM, "As the system has them"),
        (ThemeMode.LIGHT, "Light"),
        (ThemeMode.DARK, "Dark"),
        (ThemeMode.CONTRAST, "High contrast"),
    ),
)
TEXT_SIZE = Option(
    "text_size",
    100,
    "Text size",
    "From 100 to 200 per cent. Rows and buttons grow with it.",
    _percent,
    tuple((size, f"{size}%") for size in (100, 110, 125, 150, 175, 200)),
)
NEGATIVES = Option(
    "negatives",
    Negatives.MINUS,
    "Amounts below nought",
    "In finance tables. Charts always use a minus sign.",
    _negatives,
    (
        (Negatives.MINUS, "With a minus sign: \N{MINUS SIGN}£420k"),
        (Negatives.BRACKETS, "In brackets: (£420k)"),
    ),
)
REDUCE_MOTION = Option(
    "reduce_motion", False, "Reduce motion", "Nothing slides or fades; parts appear at once", _flag
)

OPTIONS: tuple[Option[Any], ...] = (
    PERSON_ID,
    NAME,
    ROLE,
    ORGANISATION,
    THEME,
    TEXT_SIZE,
    NEGATIVES,
    REDUCE_MOTION,
)
BY_KEY: dict[str, Option[Any]] = {option.key: option for option in OPTIONS}

_RECENT, _AREAS, _REMEMBERED = "recent_workspaces", "care_areas", "remembered"


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who uses this program here, for the record of changes only."""

    person_id: str
    name: str
    role: str = ""
    organisation: str = ""


class Settings:
    """The settings in one file. `problem` is a line for the person when the file could not be used, else "".

    Listeners are called with the key of each option that changed, on the caller's thread.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problem = ""
        self._listeners: list[Callable[[str], None]] = []
        self._data: dict[str, Any] = self._load()
        self._unsaved = False
        self._saved_at = -_QUIET_SECONDS

    # -- options ----------------------------------------------------------------------------------

    def get(self, option: Option[T]) -> T:
        """The value of an option; its default where none, or none that can be used, is stored."""
        if option.key not in self._data:
            return option.default
        try:
            return option.read(self._data[option.key])
        except ValueError:
            return option.default

    def set(self, option: Option[T], value: T) -> None:
        """Store a value and tell the listeners. Raises UserFixable when the option cannot take it."""
        self.set_many({option.key: value})

    def set_many(self, values: Mapping[str, object]) -> None:
        """Store several options in one write, by their keys; all or none."""
        fresh: dict[str, object] = {}
        for key, value in values.items():
            option = BY_KEY[key]
            try:
                fresh[key] = option.read(value)
            except ValueError as error:
                raise UserFixable(
                    f"{option.title} can't be {value!r}: {error}.", "Choose another value."
                ) from error
        changed = [key for key, value in fresh.items() if self.get(BY_KEY[key]) != value]
        if not changed:
            return
        self._data.update(fresh)
        self._save()
        for key in changed:
            for listener in tuple(self._listeners):
                listener(key)

    def listen(self, listener: Callable[[str], None]) -> Callable[[], None]:
        """Call `listener(key)` after an option changed. Returns what stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # -- who I am ---------------------------------------------------------------------------------

    @property
    def identity(self) -> Identity | None:
        """Who uses this program, or None while nobody has said."""
        name = self.get(NAME).strip()
        if not name or not self.get(PERSON_ID):
            return None
        return Identity(
            person_id=self.get(PERSON_ID), name=name, role=self.get(ROLE), organisation=self.get(ORGANISATION)
        )

    def introduce(self, name: str, role: str = "", organisation: str = "") -> Identity:
        """Keep who uses this program. A later change keeps the same person. No name raises UserFixable."""
        if not name.strip():
            raise UserFixable("Name is empty.", "Type the name that others should see beside your changes.")
        self.set_many(
            {
                PERSON_ID.key: self._person_id(),
                NAME.key: name.strip(),
                ROLE.key: role.strip(),
                ORGANISATION.key: organisation.strip(),
            }
        )
        return Identity(
            person_id=self.get(PERSON_ID),
            name=name.strip(),
            role=role.strip(),
            organisation=organisation.strip(),
        )

    def author_fields(self) -> tuple[str, str, str, str]:
        """Person id, name, role and organisation for the record; who hasn't said yet has an id too."""
        if not self.get(PERSON_ID):
            self.set_many({PERSON_ID.key: self._person_id()})
        return (
            self.get(PERSON_ID), self.get(NAME).strip() or _NOT_NAMED, self.get(ROLE), self.get(ORGANISATION)
        )  # fmt: skip

    def _person_id(self) -> str:
        # Imported when first asked: the window waits for this module before its first paint.
        from stewardship_desktop.domain.identity import new_id

        return self.get(PERSON_ID) or new_id()

    # -- workspaces ---------------------------------------------------------------------------------

    def recent_workspaces(self) -> list[Path]:
        """The workspaces opened lately, the newest first. Some may be gone."""
        stored = self._data.get(_RECENT)
        return [Path(each) for each in stored if isinstance(each, str)] if isinstance(stored, list) else []

    def opened(self, path: Path) -> None:
        """Put a workspace at the head of the recent ones."""
        here = path.absolute()
        rest = [each for each in self.recent_workspaces() if each != here]
        self._data[_RECENT] = [str(each) for each in (here, *rest)][:MOST_RECENT]
        self._save()

    def forget_workspace(self, path: Path) -> None:
        """Take a workspace off the recent ones; the file is not touched."""
        self._data[_RECENT] = [str(each) for each in self.recent_workspaces() if each != path.absolute()]
        self._save()

    def chosen_care_area(self, path: Path) -> str:
        """The care area that was chosen last in a workspace; "" for none."""
        stored = self._data.get(_AREAS)
        chosen = stored.get(str(path.absolute())) if isinstance(stored, dict) else None
        return chosen if isinstance(chosen, str) else ""

    def choose_care_area(self, path: Path, care_area_id: str) -> None:
        """Keep the care area chosen in a workspace."""
        stored = self._data.get(_AREAS)
        areas = dict(stored) if isinstance(stored, dict) else {}
        areas[str(path.absolute())] = care_area_id
        self._data[_AREAS] = areas
        self._save()

    # -- small things that parts remember ----------------------------------------------------------

    def remembered(self, namespace: str) -> Remembered:
        """Where one part of the program keeps widths, sort orders and the like."""
        return Remembered(self, namespace)

    def flush(self) -> None:
        """Write what parts have remembered since the last write; call it when the window closes."""
        if self._unsaved:
            self._save()

    def _recall(self, namespace: str, key: str, default: object) -> Any:
        stored = self._data.get(_REMEMBERED)
        part = stored.get(namespace) if isinstance(stored, dict) else None
        return part.get(key, default) if isinstance(part, dict) else default

    def _remember(self, namespace: str, key: str, value: object) -> None:
        stored = self._data.get(_REMEMBERED)
        everything = dict(stored) if isinstance(stored, dict) else {}
        part = everything.get(namespace)
        everything[namespace] = {**(part if isinstance(part, dict) else {}), key: value}
        self._data[_REMEMBERED] = everything
        self._unsaved = True
        if time.monotonic() - self._saved_at >= _QUIET_SECONDS:
            self._save()

    # -- the file -------------------------------------------------------------------------------------

    def _load(self) -> dict[str, Any]:
        try:
            text = self.path.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError as error:
            self.problem = (
                f"Your settings in {self.path} can't be read ({error.strerror}). Defaults hold for now."
            )
            return {}
        try:
            stored = json.loads(text.decode("utf-8"))
            if not isinstance(stored, dict):
                raise ValueError("no settings in it")
        except (ValueError, RecursionError):
            self._put_aside()
            return {}
        return stored

    def _put_aside(self) -> None:
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        aside = self.path.with_name(f"{self.path.stem}-damaged-{stamp}{self.path.suffix}")
        self.problem = (
            f"Your settings file was damaged and is now called {aside.name}. "
            "Defaults hold; say again who you are under Settings."
        )
        try:
            self.path.replace(aside)
        except OSError as error:
            self.problem = f"Your settings file {self.path} is damaged ({error.strerror}). Delete it."

    def _save(self) -> None:
        """Write a new file beside the old one, force it to disk, put it in the old one's place."""
        part = self.path.with_name(f"{self.path.name}.{os.getpid()}.part")
        text = json.dumps(self._data, ensure_ascii=False, indent=1, sort_keys=True)
        try:
            with part.open("w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.path)
        except OSError as error:
            self.problem = (
                f"Your settings could not be kept in {self.path} ({error.strerror}). "
                "They hold until the program closes; free some space or check the folder."
            )
            with suppress(OSError):
                part.unlink(missing_ok=True)
        self._unsaved = False
        self._saved_at = time.monotonic()


class Remembered:
    """Small JSON values (numbers, texts, flags, lists, dicts of these) of one part of the program."""

    def __init__(self, settings: Settings, namespace: str) -> None:
        self._settings, self._namespace = settings, namespace

    def get(self, key: str, default: Any = None) -> Any:
        """The value kept under `key`, else `default`."""
        return self._settings._recall(self._namespace, key, default)

    def set(self, key: str, value: Any) -> None:
        """Keep a value under `key`. Raises TypeError for what JSON cannot hold."""
        json.dumps(value)
        self._settings._remember(self._namespace, key, value)
