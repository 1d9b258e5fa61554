"""One file a panel of a person's page: TITLE, ORDER, TEMPLATE and `context(asker, page)`, at most two queries."""
