extension ProblemPages {
  static let validating = #"""
    ## Validating

    ### `validate.mass-removal`

    - **What it means**: A run would remove more than 5 outputs and more than a quarter of all, or would find no agent at all where there were some. Nothing is done.
    - **Why it is a problem**: It is nearly always a mistake in the configuration, or a folder that was moved.
    - **Example**: `library.roots` was changed, and the new root holds three of forty agents.
    - **What to do**: Look at the list; `sync --allow-removals` lets it pass.

    ### `validate.symbolic-link`

    - **What it means**: An output, or a folder above it, is a symbolic link.
    - **Why it is a problem**: The text would be written to another place than the one that was checked.
    - **Example**: `.github/prompts` as a link to `../shared`.
    - **What to do**: Put a folder in its place, or choose another path.
    """#
}
