"""What `familyhub doctor` looks at, one file each.

`ASKS` says in one line what should be so; `check(look)` returns "" when it is, else what is wrong and what to do.
"""
