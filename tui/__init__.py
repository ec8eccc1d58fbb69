"""What a person sees and presses: the app, its screens and widgets, and the command line.

`tui.app` is the app, `tui.pages` goes from page to page, and `tui.desk` is what screens ask for of the store.

- `tui.screens` and `tui.widgets`: one a file. `tui.board`, `tui.agenda`, `tui.record` and `tui.running` hold what the
  four large screens are made of.
- What a smaller screen says is in a file that ends in ``_page``, ``_rows``, ``_lines`` or ``_words``, without a screen.
- Small forms are joined to the changes they make in `tui.by_hand`, `tui.booking`, `tui.keeping` and their like.
- Commands of the palette are in `tui.commands` and the ``_commands`` beside it; those of a terminal in `tui.cli`.
"""
