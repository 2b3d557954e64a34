extension ProblemPages {
  static let repository = #"""
    ## Reading the repository

    ### `repository.not-found`

    - **What it means**: The command runs outside a git repository.
    - **Why it is a problem**: There is nothing to read.
    - **Example**: `git agentsync status` in `/tmp`.
    - **What to do**: Change into the repository, or name it with `-C`.

    ### `repository.unsupported`

    - **What it means**: The repository uses a feature that this release can't serve, such as SHA-256 ids, or references in a reftable where git is older than 2.45. The message says which.
    - **Why it is a problem**: Going on would mean guessing.
    - **Example**: A repository made with `git init --object-format=sha256`.
    - **What to do**: Follow the hint; [git.md](git.md) lists these features.

    ### `repository.refused`

    - **What it means**: The repository belongs to someone else, and git would refuse it as well.
    - **Why it is a problem**: Its configuration could make programs run under your name.
    - **Example**: A checkout by root in a container.
    - **What to do**: `git config --global --add safe.directory PATH`, if you trust it.

    ### `repository.missing-object`

    - **What it means**: An object that the tree names is not in the repository, or is damaged.
    - **Why it is a problem**: Part of the library can't be read.
    - **Example**: A shallow clone, a partial one (`--filter=blob:none`) whose remote can't be reached, or a damaged disk.
    - **What to do**: `git fetch`, or `git fsck` to see what is missing.

    ### `repository.bad-tree`

    - **What it means**: A tree holds entries that git itself would call damaged: two of one name, or a name such as `..` or `.git`.
    - **Why it is a problem**: Such a tree can write files where none should be.
    - **Example**: A repository made to attack its readers.
    - **What to do**: `git fsck --strict` names the object; rewrite the commit.

    ### `repository.unknown-revision`

    - **What it means**: A revision on the command line doesn't exist here.
    - **Why it is a problem**: There is nothing to compare with.
    - **Example**: `check --base origin/main` in a clone that never fetched it.
    - **What to do**: Fetch it, or correct the name.

    ### `repository.no-common-commit`

    - **What it means**: Nobody knows what base and head of a `check` have in common: their histories are unrelated, a shallow clone ends before it, or there are several such commits (merges to and fro).
    - **Why it is a problem**: The two are compared as they stand, so what the base has won since the branch began looks as if the change took it back, and whether they merge can't be told.
    - **Example**: `git clone --depth 1`, then `git agentsync check --base origin/main`, on a branch that began ten commits ago.
    - **What to do**: Fetch more of the history (`git fetch --deepen=100`), as much as lies between the branch's beginning and its tip.

    ### `scan.damaged-registry`

    - **What it means**: A file below `.agentsync/registry` can't be read as an entry; it is passed over.
    - **Why it is a problem**: The registry proves which outputs are the tool's. Without its entry, an output that differs from what is generated counts as somebody else's.
    - **Example**: An entry with conflict markers, or one that was edited by hand.
    - **What to do**: Run `git agentsync sync`: the entry is written anew where the output is in step. Else restore the file from history.

    ### `scan.too-many-entries`

    - **What it means**: The library roots hold more than 200,000 files and folders.
    - **Why it is a problem**: It is no library of agents, or one made to use up the machine.
    - **Example**: `roots: [.]` in a large repository.
    - **What to do**: Name narrower roots.

    ### `scan.too-many-agents`

    - **What it means**: More than 20,000 agents were found.
    - **Why it is a problem**: As above.
    - **Example**: A root that names a documentation folder.
    - **What to do**: Name narrower roots, or exclude what is no agent.

    ### `scan.too-deep`

    - **What it means**: Folders of the library are nested more than 32 deep.
    - **Why it is a problem**: As above.
    - **Example**: A folder that was copied into itself.
    - **What to do**: Flatten it, or exclude it.

    ### `scan.too-much-text`

    - **What it means**: The sources together are larger than 64 MiB.
    - **Why it is a problem**: Memory would run out on a smaller machine.
    - **Example**: Thousands of sources of almost 1 MiB each.
    - **What to do**: Split the library, or exclude what is no agent.
    """#
}
