"""The first page of a care area: what needs us, what changed."""
