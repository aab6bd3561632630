"""The projector's slides: what each shows, laid out over pages as primitives. Knows no Qt widget.

`slide` holds the types, `paper` the sizes, `parts` and `scales` what slides are made of, `paging` the
layout, and `making` picks the slide of a `Showing`. No seat's code, no facilitator's note and no score
that was not revealed gets in here: whatever a slide says, the room may read.
"""
