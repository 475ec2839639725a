"""Tables and calendars as files that other programs read: CSV, XLSX, JSON, iCalendar.

Everything here takes plain data and gives bytes: it queries nothing and writes nowhere.
"""
