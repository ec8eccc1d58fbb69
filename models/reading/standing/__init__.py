"""How one practitioner's supervision stands: the ramp, the year, the agreement, the file, who disturbed what.

Read from the store and worked out by the policy's rules; nothing here is a score of a person.
"""
