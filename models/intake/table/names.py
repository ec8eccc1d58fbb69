"""Names on their way in: a child's becomes initials, a family's a code that says nothing."""

from __future__ import annotations

import hashlib
import re

from models.words import are_initials, initials_of, tidy_initials

# First names of three or four letters, which look like initials when they are typed in capitals.
_NAMES = """
ABI ADA ADAM AISH ALAN ALEX ALFY ALI ALMA AMIR AMY ANA ANN ANNA ANNE ANYA ARLO ASH ASHA AVA AYA BEA BEAU
BECK BEN BETH BILL BOB BRAD CARA CARL CHAD CLEO COLE CORA DAN DANA DAVE DEAN DION DREW EDEN EDIE ELLA
ELLE ELSA EMMA ENZO ERIC ERIN ESME EVA EVAN EVE EVIE EWAN EZRA FAYE FERN FINN FLO FRED GARY GENE GINA
GLEN GUS HANA HOPE HUGH HUGO IAN IDA IDRIS IGOR IMAN INA IRIS ISAC ISLA IVAN IVOR IVY JACK JADE JAKE JAN
JANE JAY JAZ JEAN JEN JESS JILL JIM JOAN JODY JOE JOEL JOEY JOHN JON JOSH JOY JUDE JUNE KAI KARA KATE
KATY KAY KEN KIM KIT KURT KYE KYLE KYRA LANA LARA LEA LEAH LEE LENA LENN LEO LEON LEVI LEXI LIA LIAM
LILA LILY LISA LIV LIZ LOIS LOLA LOU LUCA LUCY LUIS LUKE LUNA LYLA LYRA MARC MARK MARY MATT MAX MAY MAYA
MEG MIA MIKE MILA MILO MIRA MOE MOLL MONA MYA MYLA NATE NEIL NELL NIA NICK NIK NINA NOAH NOEL NOOR NORA
OLA OLI OLLY OMAR OMER ORLA OTIS OTTO OWEN PAM PAT PAUL PETE PHIL PIP POLA RAE RAJ RAVI RAY REMI REN REX
RHYS RIA RICK RIO RITA ROB RON RORY ROSA ROSE ROSS ROXY ROY RUBY RUTH RYAN SAM SAMI SARA SEAN SEB SETH
SHAY SID SKYE SOL SUE TARA TED TEO TESS THEA THEO TIA TIM TINA TOBY TODD TOM TONI TONY TROY UMA VAL VERA
VIC VIV WADE WILL YARA ZAC ZACK ZAIN ZAK ZARA ZENA ZIVA ZOE
"""
_SHORT_NAMES = frozenset(_NAMES.split())
_READS_LIKE_A_NAME = re.compile(r"(?=.*[^\W\d_]{3})[^\W\d_]+(?:[\s’'\-]+[^\W\d_]+)*")


def initials_from_name(name: str) -> str:
    """Return initials from a cell that holds a child's name."""
    return initials_of(name)


def initials_from_initials(text: str) -> str:
    """Return initials from a cell that should hold them; a whole name typed there becomes initials.

    ``AMY`` reads like initials and is a name: short first names in capitals are reduced too.
    """
    tidy = tidy_initials(text)
    if are_initials(text) and tidy not in _SHORT_NAMES:
        return tidy
    return initials_of(text)


def family_code(text: str) -> str:
    """Return the code of a family; one that reads like a surname becomes a code that says nothing.

    The same word always becomes the same code, so siblings stay together.
    """
    if not _READS_LIKE_A_NAME.fullmatch(text):
        return text
    return f"F-{hashlib.sha256(text.casefold().encode()).hexdigest()[:8]}"
