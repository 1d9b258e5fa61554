"""The shelf of benchmarks: each file has `run(people, rounds, say)` and returns what is printed as JSON."""
