"""Kinds of what is taken along: one file each. `CODE`, `still(asker, about)`, `receive(request, about, work)`."""
