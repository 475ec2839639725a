"""What documents are made from: plain frozen values, gathered beforehand by whoever prints.

Every moment is aware and already in the venue's local time. Words for roles come in the language of the
document. Nothing here holds an e-mail address or a telephone number of a participant.
"""
