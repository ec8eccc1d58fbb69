"""Texts that would break a form, its page or its file, if any of them took words for more than words."""

from __future__ import annotations

HOSTILE = (
    "[/b] [with dad] [/",
    "{{ cycler.__init__ }} {% for %}",
    "<w:t>&amp; ]]> =1+1 @SUM",
    "مرحبا \u202e back \u202c שלום",
    "👩‍👧‍👦 e\u0301 \u200b ﷽",
    "'; DROP TABLE record; -- \\ \" '",
)
