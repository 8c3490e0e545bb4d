"""The whole flow, composed: paths → reports → claims → ledger → story. The only room that knows all the others.

Nothing is imported here, so that the doors stay quick to open. `compose` is the flow, `crew` reads in several
processes, `summary` tells what came of it.
"""
