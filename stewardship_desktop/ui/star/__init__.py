"""The STAR room: the sessions of a care area, and the editor of one beside its pictures."""
