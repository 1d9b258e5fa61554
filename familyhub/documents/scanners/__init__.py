"""One file a scanner: `is_harmful(body, environment)` answers yes or no, or raises ScannerAway. Fail closed."""
