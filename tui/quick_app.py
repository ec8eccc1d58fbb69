"""An app that does nothing twice and waits for nothing on its way from one screen to the next."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Self, TypeVar

from rich.console import RenderableType
from textual import events, messages
from textual._callback import invoke
from textual._compositor import LayoutUpdate
from textual._time import get_time
from textual.app import App
from textual.geometry import Region
from textual.screen import Screen

T = TypeVar("T")
WRITING = 0.003
"""Seconds in which a picture is written out by the thread that does so, which takes turns with everything else."""

WAITED_AT_MOST = 1.0
"""Seconds after which what waits for a picture begins without one."""


class QuickApp(App[None]):
    """Textual's app without a fixed wait between modes, and without a second look at an unchanged style sheet."""

    HELD_AT_MOST = 0.05
    """Seconds for which a picture is held back for what comes next."""
    _css_worked_out = -1
    _pointer = "default"

    def __init__(self) -> None:
        super().__init__()
        self._once_painted: list[Callable[[], object]] = []

    def once_painted(self, job: Callable[[], object]) -> None:
        """Do something once the next picture is on its way to the terminal: until then nothing competes with it.

        Textual's own `call_after_refresh` comes before that while the picture is still held back. Where all is
        painted already nothing more may come, and then the job does not wait for it.
        """
        self._once_painted.append(job)
        self.call_later(self._begin_if_out)
        self.set_timer(WAITED_AT_MOST, self._begin_anyway)

    def _begin_if_out(self) -> None:
        """Begin what waits for the picture where that stands there already."""
        screen = self.screen
        if isinstance(screen, QuickScreen) and screen.stands and not self._batch_count:
            self._begin_jobs()

    def _begin_anyway(self) -> None:
        """Begin what waited long enough, unless the picture is still held back: nothing waits for ever."""
        if self._batch_count:
            self.set_timer(WAITED_AT_MOST, self._begin_anyway)
        else:
            self._begin_jobs()

    def _begin_jobs(self) -> None:
        jobs, self._once_painted = self._once_painted, []
        for job in jobs:
            self.call_later(self._once_out, job)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)
        is_out = renderable is not None and not self._batch_count and screen is self.screen
        if is_out and isinstance(renderable, LayoutUpdate) and isinstance(screen, QuickScreen):
            screen.painted_whole()
        if self._once_painted and not self._batch_count:
            if renderable is not None:
                self._begin_jobs()
            else:
                self._begin_if_out()

    async def _once_out(self, job: Callable[[], object]) -> None:
        """Do a job once the thread that writes to the terminal had its turn: the job would hold it up otherwise."""
        if not self.is_headless:
            await asyncio.sleep(WRITING)
        await invoke(job)

    def delay_update(self, delay: float = 0.05) -> None:
        """Hold the picture back until what comes next has begun, and for `HELD_AT_MOST` at the most.

        What comes next is a screen that is laid out, or a command chosen in the palette: then what lay below the
        palette is not painted for the moment between the two. A command that takes longer does not hold it back.
        """
        self._begin_batch()
        is_held = True

        def end() -> None:
            nonlocal is_held
            if is_held:
                is_held = False
                self._end_batch()
                if not self._batch_count:
                    self.screen.refresh()

        self.call_later(self.call_later, end)
        # A timer of the app's own would wait in the queue behind the very command that takes long.
        asyncio.get_running_loop().call_later(self.HELD_AT_MOST, end)

    def _set_pointer_shape(self, shape: str) -> None:
        """Have the terminal show another pointer; Textual says it again for each new screen."""
        if shape != self._pointer:
            self._pointer = shape
            super()._set_pointer_shape(shape)

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


class QuickScreen(Screen[T]):
    """A screen that draws nothing while the picture is held back: it is drawn whole once it is let go."""

    _at_once = False
    _whole_at = 0.0
    """When all of it was painted last."""
    _is_out = False
    """Whether all of it was painted since it came to the front."""

    @property
    def stands(self) -> bool:
        """Whether it stands on the terminal as it is now: nothing of it is still to be painted."""
        asked = self._repaint_required or self._layout_required or self._dirty_widgets
        return (
            self._is_out
            and not asked
            and not any(w._repaint_required for w in self._compositor.visible_widgets)
        )

    def painted_whole(self) -> None:
        """Note that everything stands there as it is now: what was asked to be painted before need not be again.

        Textual paints a screen that is shown again in one go, and a moment later, for a second time, every widget
        that was changed just before.
        """
        self._whole_at, self._is_out = get_time(), True
        for widget in self._compositor.visible_widgets:
            if widget.is_mounted:
                widget._repaint_required = False

    async def _on_update(self, message: messages.Update) -> None:
        if message.time > self._whole_at:
            await super()._on_update(message)
            return
        message.stop()
        message.prevent_default()

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Ask for a repaint; one that asks for a layout gets what the layout moves, and not all for a second time.

        Textual asks so of every screen once its widgets are mounted, which is after it was painted.
        """
        was_wanted = self._repaint_required
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        if layout and self._whole_at:
            self._repaint_required = was_wanted
        return self

    def _post_register(self, app: App[Any]) -> None:
        super()._post_register(app)
        self._css_update_count = app._css_update_count  # each widget is dressed as it is made

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        event.prevent_default()  # Textual's own answer is called here
        if not self._whole_at and self._css_update_count == self.app._css_update_count:
            event.refresh_styles = False  # it is new, and in the theme that was chosen
        was_wanted, was_whole = self._repaint_required, self._whole_at
        super()._on_screen_resume(event)
        if self._whole_at > was_whole:  # painted just now, for the first time or in another size
            self._repaint_required = False
        elif self._whole_at > event.time:  # painted since it came to the front: what changes asks for itself
            self._repaint_required = was_wanted

    def _on_screen_suspend(self) -> None:
        super()._on_screen_suspend()
        self._is_out = False

    def paint_at_once(self) -> None:
        """Paint what was just changed as soon as its widgets have said so, not at the next beat of the frame timer.

        The timer paints the first change after a rest at once and the next up to two beats later. That is right
        for what moves, and late by twice its own cost for an answer that arrives right after the letter typed.
        """
        self._at_once = True
        self.check_idle()

    async def _on_idle(self, event: events.Idle) -> None:
        changed = self._dirty_widgets or self._repaint_required or self._layout_required
        if self._at_once and changed and self.is_current and not self.app._batch_count:
            self._at_once = False
            event.prevent_default()  # Textual's own answer to idleness would set the timer going
            self._on_timer_update()

    def _compositor_refresh(self) -> None:
        if not self.app._batch_count and not self._is_covered:
            super()._compositor_refresh()

    @property
    def _is_covered(self) -> bool:
        """Whether none of it can be seen: what covers it would be painted again for what changes below it."""
        top = self.app.screen
        return top is not self and top.styles.background.a == 1
