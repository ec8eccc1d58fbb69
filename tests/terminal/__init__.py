"""A real terminal for tests: a program runs in a pseudo-terminal, and is pressed, read and measured.

`probe` starts a program and plays the terminal to it, `measure` times keys, `picture` draws what is
on the screen. Linux and macOS; what a program uses (`processes`) is read on Linux only.
"""
