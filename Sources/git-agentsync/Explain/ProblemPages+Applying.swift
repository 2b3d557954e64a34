extension ProblemPages {
  static let applying = #"""
    ## Applying

    ### `apply.repository-busy`

    - **What it means**: A merge, rebase, cherry-pick, revert, am or bisect is under way.
    - **Why it is a problem**: A sync commit in the middle of it would be part of it.
    - **Example**: `git agentsync sync` while `git rebase` waits for you.
    - **What to do**: Finish it, or abort it, and run the command again.

    ### `apply.unmerged-index`

    - **What it means**: The index has unmerged entries.
    - **Why it is a problem**: Half of a merge would be taken for the truth.
    - **Example**: After a merge that stopped with conflicts.
    - **What to do**: Settle them and `git add` the files.

    ### `apply.locked`

    - **What it means**: Another program holds a lock of the repository, and didn't let go of it within ten seconds.
    - **Why it is a problem**: Two writers would lose one's work. A lock of someone else is never broken.
    - **Example**: An editor runs `git status` on a slow disk; or a git that was killed left `.git/index.lock`.
    - **What to do**: Wait and try again; if no git is running, delete the file that the message names.

    ### `apply.stale-base`

    - **What it means**: The branch or the index changed while the command was at work. Nothing was written.
    - **Why it is a problem**: The result would have been made from an older state.
    - **Example**: A commit in another terminal at the same moment.
    - **What to do**: Run it again.

    ### `apply.worktree-conflict`

    - **What it means**: A file in the work tree has changes that are not committed, in the place where the output changes too. That output is left out.
    - **Why it is a problem**: Your change would be lost.
    - **Example**: An unsaved idea in `.github/prompts/ada.prompt.md`, and a sync that changes the same line.
    - **What to do**: Commit or undo your change, and run the command again.

    ### `apply.index-conflict`

    - **What it means**: The same, with changes that are staged.
    - **Why it is a problem**: As above.
    - **Example**: `git add` of an edited output, then a sync that changes the same line.
    - **What to do**: Commit or unstage the change, and run the command again.

    ### `apply.untracked-in-the-way`

    - **What it means**: An untracked or ignored file stands where an output should go. That output is left out.
    - **Why it is a problem**: Git doesn't have its bytes; they would be lost.
    - **Example**: `.github/prompts/` in `.gitignore`, with files in it.
    - **What to do**: Move the file away, or commit it and decide with `--adopt` or `--replace`.

    ### `apply.not-a-plain-file`

    - **What it means**: A folder, a link, a pipe or a file of several names stands where an output should go. That output is left out.
    - **Why it is a problem**: Writing it would change something else.
    - **Example**: A folder named `ada.prompt.md`.
    - **What to do**: Move it away.

    ### `apply.cannot-write`

    - **What it means**: The system refused to write a file: no space, no permission, a read-only disk. The message says which. Nothing is half-done.
    - **Why it is a problem**: Part of the result would be missing.
    - **Example**: `No space left on device`
    - **What to do**: Remove the cause, and run the command again.

    ### `apply.cannot-commit`

    - **What it means**: The sync commit couldn't be made, or the branch couldn't be moved.
    - **Why it is a problem**: The outputs would stand uncommitted.
    - **Example**: A reference that is a folder on disk.
    - **What to do**: Follow the hint; nothing was moved.

    ### `apply.cannot-sign`

    - **What it means**: `commit.gpgSign` is set, and signing failed.
    - **Why it is a problem**: An unsigned commit is not what you asked for.
    - **Example**: A key that has expired, or no terminal to ask for its password.
    - **What to do**: Mend the key, or `git -c commit.gpgSign=false agentsync sync`.

    ### `apply.no-identity`

    - **What it means**: Git doesn't know who you are.
    - **Why it is a problem**: Every commit names its author.
    - **Example**: A fresh machine.
    - **What to do**: `git config --global user.name …` and `user.email …`.

    ### `apply.bare-repository`

    - **What it means**: The command would write into a work tree, and the repository has none.
    - **Why it is a problem**: There is nowhere to write.
    - **Example**: `sync --no-commit` in a clone made with `--bare`.
    - **What to do**: Run it in a clone with a work tree.

    ### `apply.remote-moved`

    - **What it means**: `check --fix` made a sync commit for the tip of a branch, and the remote's branch is somewhere else. Nothing was pushed.
    - **Why it is a problem**: The commit was made for an older state, or for another commit than the branch's own.
    - **Example**: Someone pushes to the branch while the job runs. Or the job has checked out `refs/pull/7/merge`, which is on no branch.
    - **What to do**: Nothing, if the newer state has a run of its own. Else check out the branch's own tip and run it there.

    ### `apply.cannot-push`

    - **What it means**: `check --fix` couldn't push its sync commit; the remote's branch is where it was, as far as can be seen.
    - **Why it is a problem**: The branch stays out of step.
    - **Example**: The job's token may only read; the branch is protected; the network is gone.
    - **What to do**: See what git said above the message, and run it again. What has arrived is not pushed twice.
    """#
}
