extension ProblemPages {
  static let references = #"""
    ## References

    ### `model.missing-reference`

    - **What it means**: A document refers to a file that is not in the tree. The agent is still written.
    - **Why it is a problem**: The model will look for a file that is not there.
    - **Example**: `@modules/plan.md`, after `plan.md` was renamed to `planning.md`.
    - **What to do**: Correct the reference; the hint names the nearest file, where there is one.

    With `check --base`, a reference that the change breaks is an error, and one that led nowhere before is listed as there before.

    ### `model.missing-section`

    - **What it means**: A reference leads to a section that its document doesn't have. `check --base` tells it of references that a change breaks.
    - **Why it is a problem**: Whoever follows it, person or model, lands at the top of the file and not at what was meant.
    - **Example**: `[limits](rules.md#limits)`, after the heading became `## Bounds`.
    - **What to do**: `git agentsync refs fix` writes it anew where it is sure which heading it was; else name the heading that is meant.

    ### `model.escaping-reference`

    - **What it means**: A reference leads out of the repository.
    - **Why it is a problem**: It would make text of your machine part of a prompt, or a prompt depend on your machine.
    - **Example**: `[settings](../../../.env)` or `[x](file:///etc/passwd)`.
    - **What to do**: Refer to a file inside the repository.

    ### `model.reference-cycle`

    - **What it means**: With `body: inline`, parts refer to each other in a circle. The circle is cut where it closes.
    - **Why it is a problem**: The text would go on for ever.
    - **Example**: `a.md` has `@b.md`, and `b.md` has `@a.md`.
    - **What to do**: Make one of the two a plain link, or remove it.

    ### `model.reference-limit`

    - **What it means**: A document has references to more than 256 targets or more than 1,024 references in all, or, with `body: inline`, parts are nested more than 8 deep.
    - **Why it is a problem**: No prompt of that size is of use.
    - **Example**: A part that refers to a part, nine times over.
    - **What to do**: Refer to fewer files, or use `body: link`.

    ### `model.uninlinable-reference`

    - **What it means**: With `body: inline`, a reference names something that is not text: a binary file, a link, a submodule, a large-file pointer. It stays a reference.
    - **Why it is a problem**: Its bytes can't be put into a prompt.
    - **Example**: `@logo.png` in a document whose parts are inlined.
    - **What to do**: Nothing, if it is an image that should be linked; else refer to a text.
    """#
}
