"""Official documents: the report on what has been done, and the letter that urges a body, in the form of their issuer.

``forms`` holds the two forms as values, ``texts`` the words from templates that a user can replace, ``document`` what a
document says, ``paper`` how it is laid out with python-docx. The language of these documents is Vietnamese, whatever
the program speaks: that is the language of the bodies that issue them (Hiến pháp 2013, Điều 5 khoản 3).
"""
