"""A whole STAR workshop by keyboard alone, from an empty workspace to the locked decision."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from tests.journeys.conftest import Program, ask_file
from tests.journeys.facilitator import AGAIN, SCORES, Facilitator, medians, one_area, scores
from tests.journeys.keyboard import SHIFT


def test_a_workshop_from_an_empty_workspace_to_the_locked_decision(
    introduced: Program, tmp_path: Path
) -> None:
    program, keys, person = introduced, introduced.keys, Facilitator(introduced)
    path = one_area(tmp_path)
    program.start(path)
    person.make_session()
    person.open_workshop()

    # 1. Who is in the room, and who has an interest.
    person.start_clock()
    person.seat_everybody()
    person.declare("3", "Ward", "runs the classes")

    # 2 and 3. One option waits, one cost is argued about.
    person.next_step(2)
    person.park("Gym vouchers", "for another day")
    person.next_step(3)
    person.correct_cost("Six month reviews", "25k", "£32,000", "40k")

    # 4. Sheets to print, then what stands on them; what is no score is refused where it is typed.
    person.next_step(4)
    assert keys.said() == "Scores by seat and option", keys.where()
    keys.tab_to("Save score sheets", back=True, most=4)
    person.save_sheet(tmp_path / "sheets.pdf")
    keys.tab_to("Scores by seat", most=4)
    keys.type_in("150")
    keys.press(Qt.Key.Key_Return)
    assert program.sees("“150” is not a score.")
    keys.press(Qt.Key.Key_Escape)
    assert not program.sees("is not a score")
    assert scores(path) == {}
    person.type_scores()
    assert len(scores(path)) == 71

    # Somebody remembers an interest only now: what that seat gave counts no more.
    keys.press(Qt.Key.Key_F8, SHIFT, times=3)
    person.declare("12", "Community", "is on its board", back=True)
    for step in (2, 3, 4):
        person.next_step(step)
    keys.tab_to("Reveal", most=75)
    person.reveal_and_agree()
    assert program.sees("6 of 6 options shown, 1 split.")
    assert medians(path)["Early supported discharge"] == "55"

    # 5 to 7. Talk about the split, look at the pictures, shift before wish.
    person.next_step(5)
    person.talk_and_score_again()
    person.next_step(6)
    keys.wait(lambda: program.sees("Six month reviews gives the most for its money"))
    keys.tab_to("Project triangles", most=1)
    keys.press(Qt.Key.Key_Right)
    assert keys.said() == "Project the frontier"
    person.next_step(7)
    person.choose_moves()

    # 8. The decision and its page.
    person.next_step(8)
    person.lock()
    person.save_sheet(tmp_path / "decision.pdf")
    program.settled()
    before = everything(path)

    # Nothing of it can be changed any more, in the workshop or in the editor.
    keys.press(Qt.Key.Key_F8, SHIFT)
    assert program.sees("The session is locked and read-only.")
    keys.press(Qt.Key.Key_1)
    program.settled()
    keys.press(Qt.Key.Key_F8, SHIFT, times=3)
    keys.type_in("1")
    keys.press(Qt.Key.Key_Return)
    program.settled()
    assert program.sees("locked"), program.words()
    program.open_by_palette("star")
    keys.to_cell("Ward classes", "People")
    keys.type_in("1")
    keys.press(Qt.Key.Key_Return)
    program.settled()
    assert everything(path) == before
    program.end()

    assert medians(path) == {
        "Early supported discharge": "75.5",
        "Spasticity clinic": "42",
        "Ward classes": "31",
        "Self-help groups": "22",
        "Six month reviews": "52",
        "Community rehabilitation": "50",
    }
    given = scores(path)
    assert ("Ward classes", 1, 3) not in given
    assert given["Six month reviews", 1, 12] is None
    assert given["Community rehabilitation", 1, 12] == 100, "kept, and not counted"
    assert [given["Early supported discharge", 1, seat] for seat in range(1, 13)] == [
        *SCORES["Early supported discharge"]
    ]
    assert [given["Early supported discharge", 2, seat] for seat in range(1, 13)] == [*AGAIN]
    assert ask_file(path, "SELECT outcome, how, reason, locked FROM star_decision") == [
        ("agreed", "by consensus", "Most health for the money, and nearer home.", 1)
    ]
    assert sorted(plan(path)) == ["Early supported discharge", "Self-help groups", "Six month reviews"]
    assert ask_file(path, "SELECT role, view FROM dissent") == [("Role 4", "Too fast for the ward.")]
    assert ask_file(path, "SELECT what, owner_role FROM next_step") == [
        ("Write to both trusts", "Programme manager")
    ]
    query = "SELECT low, best, high FROM star_estimate WHERE measure = 'cost' AND low IS NOT NULL"
    assert ask_file(path, query) == [("25000", "32000", "40000")]
    query = "SELECT name, parked_reason FROM star_option WHERE parked = 1"
    assert ask_file(path, query) == [("Gym vouchers", "for another day")]


def plan(path: Path) -> list[str]:
    """The options that the locked decision's plan has."""
    query = (
        "SELECT star_option.name FROM star_choice JOIN star_option ON star_option.id = option_id "
        "JOIN star_decision ON star_decision.scenario_id = star_choice.scenario_id WHERE chosen = 1"
    )
    return [name for (name,) in ask_file(path, query)]


def everything(path: Path) -> int:
    """How many changes the file's record holds."""
    return int(ask_file(path, "SELECT count(*) FROM change")[0][0])
