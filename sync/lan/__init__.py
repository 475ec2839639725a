"""The exchange between laptops in one room without internet; reached through :mod:`sync.facade` only.

The parts, from the outside in::

    share, join      what a person starts: one laptop shares, others join
    swap             what is exchanged: parcels, both ways
    pairing, pake    how a code of six digits becomes trust in two certificates
    app, listening   the sharing side's addresses, over TLS
    line             the joining side's requests, over TLS
    places, link     which addresses there are, and how they are written
    discovery        the convenience of finding a share by itself
"""
