extension ProblemPages {
  static let configuration = #"""
    ## Configuration

    All of these end the command with exit code 128: nothing is done with half a configuration. The keys are described in [configuration.md](configuration.md).

    ### `config.syntax`

    - **What it means**: `.agentsync.yml` is not valid YAML, or uses what front matter may not use either (aliases, tags, directives).
    - **Why it is a problem**: What it asks for can't be told.
    - **Example**: A tab used for indentation.
    - **What to do**: Mend the line that the message names.

    ### `config.unknown-key`

    - **What it means**: A key of the configuration doesn't exist.
    - **Why it is a problem**: A setting that has no effect is worse than none.
    - **Example**: `target: [prompt]`
    - **What to do**: Use the key that the hint names: `targets`.

    ### `config.wrong-type`

    - **What it means**: A key has a value of the wrong kind.
    - **Why it is a problem**: It can't be told what is meant.
    - **Example**: `targets: {prompt}`, a map where a list is asked for.
    - **What to do**: Write what the message asks for.

    ### `config.bad-value`

    - **What it means**: A value is of the right kind, but not one of those that can be.
    - **Why it is a problem**: As above.
    - **Example**: `body: embed`, which is neither `link` nor `inline`.
    - **What to do**: Choose one of the values that the message lists.

    ### `config.bad-path`

    - **What it means**: A path or a path template leads out of the repository, into `.git`, or into a folder whose files other programs run or obey.
    - **Why it is a problem**: A pull request could otherwise put a workflow or an editor setting in place.
    - **Example**: `path: ".github/workflows/{id}.yml"`
    - **What to do**: Choose another folder.

    ### `config.root-matches-nothing`

    - **What it means**: A library root that the configuration names is not in the tree.
    - **Why it is a problem**: All its agents would count as removed.
    - **Example**: `roots: [agent]`, where the folder is called `agents`.
    - **What to do**: Correct the root. The default root may be absent.
    """#
}
