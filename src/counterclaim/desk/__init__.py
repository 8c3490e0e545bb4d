"""The web desk: pages over a ledger on this machine, each with a JSON twin. A thin door like the command line.

`serve` runs it, `app` is its routes, `keeper` holds the ledger and gives `edition`s of it, `pages` are what is shown.
"""
