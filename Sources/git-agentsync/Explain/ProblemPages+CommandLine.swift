extension ProblemPages {
  static let commandLine = #"""
    ## The command line

    ### `command.unknown-agent`

    - **What it means**: No agent has the id that was given.
    - **Why it is a problem**: There is nothing to do for it.
    - **Example**: `git agentsync sync adda`
    - **What to do**: Use the id that the hint names, or see `git agentsync status`.

    ### `command.unknown-output`

    - **What it means**: No output has the path that was given.
    - **Why it is a problem**: As above.
    - **Example**: `sync --replace ada.prompt.md`, without the folder.
    - **What to do**: Give the path from the top of the repository, as `status` shows it.

    ### `command.usage`

    - **What it means**: The arguments don't fit together. The exit code is 129, as with git.
    - **Why it is a problem**: It can't be told what is meant.
    - **Example**: `check --staged --worktree`
    - **What to do**: See `git agentsync help COMMAND`.

    ### `command.io`

    - **What it means**: Reading or writing failed outside the repository's own files, for example on standard output.
    - **Why it is a problem**: The answer may not have arrived.
    - **Example**: `git agentsync log >/full/disk`
    - **What to do**: Remove the cause, and run the command again.

    ### `command.unknown-settlement`

    - **What it means**: The memory has no settled conflict of the key that was given, or more than one.
    - **Why it is a problem**: It can't be told which one is meant.
    - **Example**: `git agentsync memory show 1234`
    - **What to do**: Take a key from `git agentsync memory list`, in full where a beginning is not enough.

    ### `command.unknown-remote`

    - **What it means**: The repository has no remote of the name that was given, or none at all.
    - **Why it is a problem**: There is nowhere to fetch from or to push to.
    - **Example**: `git agentsync memory fetch upstrem`
    - **What to do**: Use a name that `git remote` lists; `git remote add` makes one.

    ### `command.unknown-path`

    - **What it means**: Nothing has the name that was given: no file or folder of the tree, no agent, no output, and no reference leads to such a
      path.
    - **Why it is a problem**: There is nothing that a change of it could reach, and a slip of the pen must not look like good news.
    - **Example**: `git agentsync impact agents/adda.md`
    - **What to do**: Take the name from the hint. Paths begin at the top of the repository; for a file that only the index or the work tree has,
      add `--staged` or `--worktree`.

    ### `command.over-limit`

    - **What it means**: A run with `--untrusted` needed more time or memory than a stranger's repository is given.
    - **Why it is a problem**: Nothing was found out, and nothing was written. A repository may be made so that reading it never ends.
    - **Example**: A configuration of git that includes a named pipe, which nobody writes to.
    - **What to do**: Look at what the change brings. If you trust who wrote it, `--no-untrusted` gives it what it wants; see [untrusted.md](untrusted.md).
    """#
}
