"""STAR: which options give the most health gain for the money, and what moving money between them does.

`option` one option's working; `order` the priority order; `rules`, `contradictions`, `problem` what may
go together; `walk`, `merge`, `frontier`, `prices` the exact portfolios, `check` what judges them,
`solver` what may stand in; `moves` the ledger of a plan; `estimate`, `sensitivity`, `flips`, `draws`,
`equity` how sure the answer is; `session` the records.
Pure values and exact numbers: nothing here reads a file, knows a table or paints.
"""
