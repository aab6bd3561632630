"""The act "Save chart" for any page: `ChartView(spec, save=save_chart(context))`.

Asks where to, draws the chart as it is then, and says where it lies. Knows no chart and no noun.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from stewardship_desktop.application.chart_picture import ChartPicture, save_picture
from stewardship_desktop.ui.charts.picture import png_of
from stewardship_desktop.ui.charts.view import Taker
from stewardship_desktop.ui.page import RoomContext

FILES = (("Pictures for print and the web", ("*.svg",)), ("Pictures for slides and mail", ("*.png",)))


def save_chart(context: RoomContext) -> Taker:
    """What a chart's "Save chart" does on a page with this context: SVG, or PNG where its name ends so."""
    return partial(_ask, context)


def _ask(context: RoomContext, picture: ChartPicture) -> None:
    def start(path: Path) -> None:
        target, content = _file_of(picture, path)
        context.start_job(
            f"Saving {target.name}", lambda _report: save_picture(target, content), partial(saved, target)
        )

    def saved(path: Path, _result: object) -> None:
        context.notify(f"The chart is in {path}.", "", None, "good")

    context.ask.choose_file_to_save("Save the chart", FILES, picture.file_name("svg"), start)


def _file_of(picture: ChartPicture, path: Path) -> tuple[Path, bytes]:
    """Drawn here, not in the job: type is measured and painted on the thread of the window."""
    if path.suffix.lower() == ".png":
        return path, png_of(picture)
    target = path if path.suffix.lower() == ".svg" else path.with_name(f"{path.name}.svg")
    return target, picture.svg().encode("utf-8")
