"""The exchange between laptops and the central server: one protocol, a client and a server."""
