"""Before the copy is open: passphrase, first run, trouble."""
