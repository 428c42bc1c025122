"""Passages to topics: what articles speak of, how sure that is, and who speaks of what.

``passages.build`` cuts documents, ``analyser.analyse`` gives their terms, ``engines.base.engine``
finds an engine by name and ``fit`` the topics. ``quality``, ``stability``, ``agreement`` and
``intrusion`` say how far to trust them; ``prevalence`` compares sources and periods.
"""
