extension ProblemPages {
  static let validating = #"""
    ## Validating

    ### `validate.mass-removal`

    - **What it means**: A run would remove more than 5 outputs and more than a quarter of all, or would find no agent at all where there were some. Nothing is done.
    - **Why it is a problem**: It is nearly always a mistake in the configuration, or a folder that was moved.
    - **Example**: `library.roots` was changed, and the new root holds three of forty agents.
    - **What to do**: Look at the list; `sync --allow-removals` lets it pass.

    ### `validate.symbolic-link`

    - **What it means**: An output, or a folder above it, is a symbolic link. Or a link stands where VS Code reads files, and leads to no file or folder
      of the repository; or a submodule stands there.
    - **Why it is a problem**: The text would be written to another place than the one that was checked. What VS Code reads through the link, or in the
      submodule, is text that nobody here has looked at: with `--base`, one that the change brings is an error, and one that was there a warning. Links
      inside of the repository are followed, and what they lead to is judged under the path of the link.
    - **Example**: `.github/prompts` as a link to `../shared`, for an output; `.claude` as a link to `/home/me/claude`; a submodule at `.github/skills/x`.
    - **What to do**: Put the folder or the files themselves in its place, or choose another path for the output.
    """#
}
