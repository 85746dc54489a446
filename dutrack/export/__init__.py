"""What an office hands on: the units of an agenda as files that others open without dutrack.

A format is one module here and one line in ``formats.FORMATS``. The module has one function::

    def write(handout: Handout, file: BinaryIO) -> None: ...

- ``handout.items`` are the units asked for, in their order, as they may be shown: of a confidential plan a unit has its
  ids and status, and nothing else. ``handout.counted`` are the same units whole, to be counted and never shown.
  ``handout.plan(id)`` is a plan whose words may be shown, None where it is confidential.
- ``handout.stamp`` says the day and the commit of the data; every file shows ``stamp.words()``. No clock is read: the
  time a file names is ``stamp.moment``, so that one commit and one day give the same bytes wherever and whenever.
- ``handout.options`` are the options of the command that only some formats have; those that a format takes stand in its
  line, and the others are refused before it is asked.
- ``register.rows(handout)`` yields the rows of the register (sổ theo dõi), their texts on one line and harmless for a
  terminal; what else its own format takes for a command (a formula, a tag), each module makes harmless itself.
- ``file`` is empty, open for writing bytes and seekable; what is written becomes the output only as a whole. A large
  format writes row by row and keeps none.

A module imports its library at the top: it is loaded only when its format is asked for, and ``formats.load`` says in
words which package is missing. What a user did wrong, such as more rows than a sheet has, is a DutrackError.
"""
