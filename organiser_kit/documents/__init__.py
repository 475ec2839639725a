"""The paper: plain data in, PDF bytes out. No database, no clock, no network.

Each document is one module with ``render(data, catalogue) -> RenderedDocument``; what they share:

* :mod:`~organiser_kit.documents.data` — the frozen values a document is made from;
* :mod:`~organiser_kit.documents.toolkit.box` — rectangles in millimetres from the page's top left;
* :mod:`~organiser_kit.documents.toolkit.fonts`, :mod:`~organiser_kit.documents.toolkit.fitting` — letters;
* :mod:`~organiser_kit.documents.toolkit.canvas` — the page to draw on, and the rendered result;
* :mod:`~organiser_kit.documents.toolkit.furniture` — fields, signature areas, tick boxes, logos, footers.
"""
