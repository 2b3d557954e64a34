extension ProblemPages {
  static let library = #"""
    ## The library

    ### `model.bad-id`

    - **What it means**: An agent has no usable id: the one given is empty, reserved (such as `con` or `..`), too long, or has characters that a file name can't have everywhere.
    - **Why it is a problem**: Outputs are named after ids, on every system that checks out the repository.
    - **Example**: `id: "../ada"`, or a file named `!!!.md`, of which nothing is left.
    - **What to do**: Write `id: some-name` into the front matter.

    ### `model.duplicate-id`

    - **What it means**: Two documents have the same id. The message names both.
    - **Why it is a problem**: Both would write the same output. Neither is taken: the present outputs of that id stay as they are.
    - **Example**: `agents/core/ada.md` and `agents/data/ada.md` with the default `id: "{name}"`.
    - **What to do**: Rename one, give one an `id`, or set `library.id` to a template that tells them apart, such as `"{category}-{name}"`.

    ### `model.parts-without-document`

    - **What it means**: A folder holds part folders (`modules`, `tasks`, …) and no document of its own.
    - **Why it is a problem**: The parts belong to no agent. They are not taken for agents themselves.
    - **Example**: `agents/ada/modules/plan.md` without `agents/ada/ada.md`.
    - **What to do**: Add the document, or move the parts.

    ### `model.source-not-plain-file`

    - **What it means**: A path of the library is a symbolic link or a submodule.
    - **Why it is a problem**: What it leads to is not in this tree, or is in it under another name.
    - **Example**: `agents/ada.md` as a link to `../shared/ada.md`.
    - **What to do**: Put a file in its place.

    ### `model.executable-source`

    - **What it means**: A source has the executable bit. It is read like any other.
    - **Why it is a problem**: A text that can be run is usually an accident of a copy.
    - **Example**: A file that came from a Windows share with mode 755.
    - **What to do**: `git update-index --chmod=-x PATH`

    ### `model.path-twins`

    - **What it means**: Two paths differ only in case, or in how an accented letter is written.
    - **Why it is a problem**: On macOS and Windows they are one file, and one of them is lost at checkout.
    - **Example**: `agents/Ada.md` and `agents/ada.md`.
    - **What to do**: Rename one of them.

    ### `model.unportable-path`

    - **What it means**: A path has characters or a name that not every system can check out, or that would mislead a reader.
    - **Why it is a problem**: The library could not be checked out everywhere.
    - **Example**: `agents/aux.md`, a name that ends in a dot, or one with a line feed in it.
    - **What to do**: Rename it. The message shows the name with such characters escaped.
    """#
}
