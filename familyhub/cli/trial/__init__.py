"""What benchmarks stand on: a durable database of their own, invented data made once, writers and pages."""
