"""What the comparison with other linters is made on: 60 faulty files and 30 that are near to one and clean.

Each fault is a good file in which one place is made bad, so that what a tool says of the bad file and not of
the good one is what it says of the fault. Nothing is random.
"""

import collections

Case = collections.namedtuple("Case", "group what path good bad line beside")


class Table:
    """Cases in the order in which they are written down."""

    def __init__(self):
        self.faults = []
        self.clean = []

    def fault(self, group, what, path, text, good, bad, **more):
        """A file with one fault: where the good file has `good`, the bad one has `bad`."""
        text = text.lstrip("\n")
        assert text.count(good) == 1, (what, text.count(good))
        before = text[:text.index(good)]
        # A file that stands in the wrong place has two paths and one text.
        self.faults.append(Case(
            group, what, path, text, text.replace(good, bad), before.count("\n") + 1,
            more.get("beside", {}),
        ))

    def misplaced(self, group, what, good_path, bad_path, text, **more):
        """A file whose fault is where it stands."""
        text = text.lstrip("\n")
        self.faults.append(
            Case(group, what, (good_path, bad_path), text, text, 1, more.get("beside", {}))
        )

    def near(self, group, what, path, text, **more):
        """A clean file that looks like a fault."""
        text = text.lstrip("\n")
        self.clean.append(Case(group, what, path, text, text, 0, more.get("beside", {})))


def table():
    import agents
    import settings
    import skills
    import texts

    made = Table()
    for module in (agents, texts, skills, settings):
        module.add(made)
    return made
