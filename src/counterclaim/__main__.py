"""`python -m counterclaim` is the command `counterclaim`."""

if __name__ == "__main__":
    # Not above: reading processes import this module again and need no command line.
    from counterclaim.cli import main

    main()
