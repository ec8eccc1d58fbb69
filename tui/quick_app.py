"""An app that does nothing twice and waits for nothing on its way from one screen to the next."""

from __future__ import annotations

from textual.app import App


class QuickApp(App[None]):
    """Textual's app without a fixed wait between modes, and without a second look at an unchanged style sheet."""

    _css_worked_out = -1

    def delay_update(self, delay: float = 0.05) -> None:
        """Hold the picture back only until the next screen is laid out, not for a fixed time."""
        self._begin_batch()

        def end() -> None:
            self._end_batch()
            if not self._batch_count:
                self.screen.refresh()

        self.call_later(end)

    def refresh_css(self, animate: bool = True) -> None:
        """Work the style sheet out anew where the theme has changed; else only dress the screens that are new.

        Textual works it out twice while it starts, and twice again for each screen that is first shown.
        """
        if self._css_update_count != self._css_worked_out:
            self._css_worked_out = self._css_update_count
            super().refresh_css(animate)
            return
        for screen in self.screen_stack:
            if screen.is_mounted and screen._css_update_count != self._css_update_count:
                self.stylesheet.update(screen, animate=animate)
                screen._css_update_count = self._css_update_count
