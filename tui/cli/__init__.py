"""Commands of the command line, one a file: each has ``parser()`` and ``run(args)``."""
