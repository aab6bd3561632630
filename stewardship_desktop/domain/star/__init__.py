"""STAR: which options give the most health gain for the money, and what moving money between them does.

`option` one option's working; `order` the priority order; `rules`, `problem` what may go together;
`check`, `merge`, `frontier` the exact portfolios; `solver` what a solver must offer; `moves` the
ledger of a plan; `estimate`, `sensitivity`, `flips`, `draws`, `equity` how sure the answer is;
`session` the records.
Pure values and exact numbers: nothing here reads a file, knows a table or paints.
"""
