"""Words that are no names and letters that are nobody's initials, so that fewer remarks are made for nothing."""

from __future__ import annotations

_LETTERS = """
AL AM AOB ASYE BCT CFA CIC CIN CP CPD CSW CV DBS DV EDT EH EHM EHP FGC FT HAV HR ICPC ID IRO IT KCC KSS LA
LAC LCS MH NCT NQSW OH OK OOH PA PADP PC PDP PDR PEP PIP PLO PM QA RP SEN SGO SM SMT SPR SW SWE TAC TAF TCP
TM TOIL TV UK WFH YJ YOS YP
"""
_WORDS = """
a academy act adolescent after all also although an and annual any appreciative april as assessment at
august autumn avenue baby bail because before birmingham both boy brother buildings but by called care carer
case centre chair child childrens christmas church clinic close college conference connections consultant
contact core council county court crown dad daughter day december director discussion district do doctor dr
early easter education emergency english eve event family father february floor foster framework friday from
front girl good gp grandad grandfather grandma grandmother group had has have havering he head health help
her high his hospital house housing i if in independent infant initial inquiry is it january july june
junior justice kent lane last lead learning leave legal line local manager march maths may me meeting mental
miss monday mother mr mrs ms mum my nan national new next no north northamptonshire not november nurse
nursery occupational october office officer on one order our outcome outcomes parent parents park partner
permanence personal place plan plans police practice pre primary principal probation professional
progression protection public review reviewing road safeguarding safety saturday school secondary section
senior september service services she signed signs since sister social son south special spoke spring square
st step stepdad stepmum still strategy street strengthening summer sunday supervision supervisor support
talked teacher team that the their then therapist there these they this those three thursday to today
tomorrow trust tuesday two uncle under unit university very visit visited visitor was we wednesday week well
wellbeing were what when where while who why winter with work worker year yesterday you young your youth
"""

ABBREVIATIONS = frozenset(_LETTERS.split())
"""Abbreviations of the field that would be taken for somebody's initials."""
NO_NAMES = frozenset(_WORDS.split())
"""Words that begin a sentence or belong to the field, in small letters."""
