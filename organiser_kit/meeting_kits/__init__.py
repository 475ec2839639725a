"""Kits d'animation: how a meeting runs, what it needs and what is to be done around it, as data.

A kit is a file of ``assets/kits``, French and English side by side. Nothing here knows a meeting of the
local copy: numbers of people, days and lengths come in as values.
"""
