extension ProblemPages {
  static let versions = #"""
    ## Versions that agents give themselves

    `check --base` compares the versions in the documents of agents that a change touches. `versions` of the configuration says whether they must
    move; that of the base counts.

    ### `version.went-back`

    - **What it means**: The version of an agent is a lower number than before.
    - **Why it is a problem**: Whoever keeps an older copy takes it for the newer one. It happens in merges, where one side's lines come back.
    - **Example**: `version: 2.1.0` becomes `version: 2.0.3`.
    - **What to do**: Give it a number that comes after the one at the base.

    ### `version.not-moved`

    - **What it means**: `versions: require-bump` is set, an agent's text, fields or parts changed, and its version is the one it had.
    - **Why it is a problem**: Two different agents go by one version.
    - **Example**: A section is rewritten, and `version: 1.4.0` stays.
    - **What to do**: Raise the version in the same change.
    """#
}
