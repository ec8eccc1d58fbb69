"""The floor for memory: the bare app, with SQLModel imported beside it."""

import sqlmodel  # noqa: F401
from bare import Bare

if __name__ == "__main__":
    Bare().run()
