"""Reading people from the spreadsheets that other tools export: no database, no network.

Three steps, each usable alone: :func:`~organiser_kit.imports.tables.open_table` turns a CSV or XLSX file into
lines of text, :func:`~organiser_kit.imports.headings.recognise` says which column is which, and
:func:`~organiser_kit.imports.people_rows.read_people` gives people and the lines that cannot be used.
"""
