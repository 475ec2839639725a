"""Running a meeting: its kit, read without network, and the timekeeper's clock."""
