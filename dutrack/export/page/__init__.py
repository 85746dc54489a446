"""One self-contained page: what stands as of a day, for those who only have a browser.

``page`` puts it together, ``timeline`` lays out the windows, ``course`` counts what was overdue month by month. The
template, the style and the script are in ``templates``; nothing is fetched, and nothing is built.
"""
