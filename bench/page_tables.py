"""Writes generated tables into a page of the documentation, between two markers."""
import os


def replace(page, begin, end, lines):
    """Replaces what is between two markers, which stay, and prints it.

    page: path of a Markdown file that contains both markers once. It is written under a temporary name and moved.
    lines: the lines in between, without line ends.
    """
    with open(page, encoding="utf-8") as file:
        text = file.read()
    first, last = text.index(begin), text.index(end) + len(end)
    with open(page + ".tmp", "w", encoding="utf-8") as file:
        file.write(text[:first] + "\n".join([begin, *lines, end]) + text[last:])
    os.replace(page + ".tmp", page)
    print("\n".join(lines))
