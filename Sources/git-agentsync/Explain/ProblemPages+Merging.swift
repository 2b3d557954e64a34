extension ProblemPages {
  static let merging = #"""
    ## Merging

    ### `merge.out-of-step`

    - **What it means**: An output is not what a sync would leave there. `check` says so with this code in the forms that need one for everything
      they tell: SARIF, annotations, code quality and comments.
    - **Why it is a problem**: People and editors read the output, and it does not say what its source says.
    - **Example**: `agents/ada.md` was changed, and `.github/prompts/ada.prompt.md` was not.
    - **What to do**: `git agentsync sync` in a commit of your own; the hooks do it with each commit (`git agentsync hooks install`).

    ### `merge.conflict`

    - **What it means**: An output was edited by hand and its source was changed in the same place. The output is left as it is.
    - **Why it is a problem**: Only a person can say which of the two should stand.
    - **Example**: Both the source and the output changed the sentence under “Purpose”, in different ways.
    - **What to do**: `git agentsync sync --conflicts=open` (the default on a terminal) puts both into the file, as git does in a merge: settle it, `git add` it, `git agentsync continue`. Or `sync --adopt PATH` keeps the output as it is, `--replace PATH` takes the generated text.

    ### `merge.foreign-output`

    - **What it means**: A file that the tool never wrote stands where an output should go. It is left alone.
    - **Why it is a problem**: It may be someone's work.
    - **Example**: A hand-written `.github/prompts/ada.prompt.md` from before.
    - **What to do**: `sync --adopt` keeps it, as a hand edit over what is generated; `sync --replace PATH` writes the generated text in its place.

    ### `merge.unknown-base`

    - **What it means**: It can't be told whether an output was edited by hand or is only old, because the history that would show it is cut off, or says nothing of it.
    - **Why it is a problem**: Writing it anew could lose someone's words.
    - **Example**: A clone made with `--depth 1`.
    - **What to do**: In a shallow clone, `git fetch --unshallow`; or decide with `sync --adopt` or `sync --replace PATH`.

    ### `merge.deleted-and-changed`

    - **What it means**: An output was deleted by hand, and its source changed since.
    - **Why it is a problem**: The deletion was a decision about the text of before.
    - **Example**: `git rm` of a prompt in one commit, and a change of its agent in the same.
    - **What to do**: Restore the file if it should be there again; leave it deleted if not.

    ### `merge.gone-but-edited`

    - **What it means**: An agent was removed, and its output had been edited by hand. The output stays.
    - **Why it is a problem**: The edit would be lost with it.
    - **Example**: `git rm agents/ada.md`, while the prompt holds a paragraph of its own.
    - **What to do**: Move the words elsewhere if they are needed, then delete the output.

    ### `merge.taken-up-edit`

    - **What it means**: A difference in an output was taken up as a hand edit for the first time. From now on it is kept.
    - **Why it is a problem**: It is none, if it was meant; if it came by accident, it would stay for ever.
    - **Example**: Lines that a formatter changed in a prompt. Or lines that an older commit generated and a merge or a checkout brought back: where all of them are such, the run names that commit (`generatedBy` in JSON).
    - **What to do**: Nothing, or `sync --replace PATH` to have the generated text back.

    ### `merge.moved-edit`

    - **What it means**: A hand edit that was taken up right after a merge has lines that another output had before it. git takes files that look alike for renamed ones, and moves what was changed in the one into the other.
    - **Why it is a problem**: The words were written for another agent. They are missing there, and change this one.
    - **Example**: On one branch an agent is removed and a similar one added, on another branch the prompt of the first is edited by hand. After the merge the edit stands in the prompt of the second.
    - **What to do**: Nothing, if the words are right there too. Else `sync --replace PATH`, and put them where they belong.

    ### `merge.too-big`

    - **What it means**: A text is too large to be merged.
    - **Why it is a problem**: It would take too long.
    - **Example**: An output of several megabytes that was edited by hand.
    - **What to do**: Merge it by hand: `sync --replace PATH`, then put the edit in again.

    ### `merge.driver-unregistered`

    - **What it means**: `.gitattributes` names the merge driver of agentsync, and this clone's configuration has no command for it.
    - **Why it is a problem**: git says nothing and merges line by line: two people who add a tool to one list are in conflict again, and a key that both added stands twice.
    - **Example**: A fresh clone. A repository can't register a command, so that nobody's clone runs a stranger's.
    - **What to do**: `git agentsync init`, once in each clone.

    ### `merge.conflicts-open`

    - **What it means**: A sync opened conflicts, and they are not concluded yet.
    - **Why it is a problem**: What somebody is settling must not be mixed with a new run.
    - **Example**: `git agentsync sync`, while an output of the last one still is to be settled; also after all were settled and `git add`ed, and before `continue`.
    - **What to do**: `git agentsync status` lists them. Settle and `git add` them, then `git agentsync continue`; or `git agentsync abort`.

    ### `merge.no-conflict-open`

    - **What it means**: `continue`, `abort`, `skip` or `resolve`, and no sync has a conflict open in this work tree.
    - **Why it is a problem**: There is nothing to go on with.
    - **Example**: `git agentsync continue` a second time.
    - **What to do**: `git agentsync status` lists outputs in conflict; `git agentsync sync --conflicts=open` opens them.

    ### `merge.unsettled`

    - **What it means**: An output is still unmerged, or was staged with conflict markers in it.
    - **Why it is a problem**: The markers would be committed, and VS Code would read them to the model.
    - **Example**: `git agentsync continue` with one of two files added.
    - **What to do**: Settle it and `git add` it; `git agentsync skip PATH` leaves that output as it was.

    ### `merge.cannot-resolve`

    - **What it means**: `git agentsync resolve` can't settle an output in the way that was asked for. It stays unmerged.
    - **Why it is a problem**: Any guess would be somebody's words lost.
    - **Example**: `--union` where both sides gave one key of the front matter another value.
    - **What to do**: Choose a side with `--ours` or `--theirs`, or edit the file and `git add` it.
    """#
}
