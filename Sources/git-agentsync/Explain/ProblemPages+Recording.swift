extension ProblemPages {
  static let recording = #"""
    ## Recording

    ### `record.nothing-to-undo`

    - **What it means**: There is no operation that could be undone, or the last one is in a commit of your own.
    - **Why it is a problem**: It is said so that nobody waits for an effect, nor undoes something older unawares.
    - **Example**: `undo` in a fresh clone: operations are kept where they were made; `undo` after a commit into which the hook put outputs.
    - **What to do**: `git revert` undoes a sync commit that was made elsewhere, and takes source and output of your own commit back together.

    ### `record.changed-since`

    - **What it means**: A file was changed after the operation that is to be undone. It is left as it is.
    - **Why it is a problem**: The later change would be lost.
    - **Example**: `sync`, an edit in the output, `undo`.
    - **What to do**: Look at the file; what the operation did to it is in `git agentsync log`.

    ### `record.damaged`

    - **What it means**: A file of the operation log can't be read. It is passed over.
    - **Why it is a problem**: That operation can't be undone by the tool any more. No tracked file is concerned.
    - **Example**: A disk that was full while it was written.
    - **What to do**: Nothing; git's own history still has every commit.

    ### `record.bad-memory`

    - **What it means**: Something in a memory of settled conflicts isn't what the tool writes. It is passed over.
    - **Why it is a problem**: Somebody put it there by other means, or it was damaged. Nothing of it is used.
    - **Example**: A memory that was fetched, with a link in it, or a text with control characters.
    - **What to do**: Ask who pushed it. `git update-ref -d` with the reference that is named drops the whole memory.

    ### `record.memory-not-exchanged`

    - **What it means**: `git fetch` or `git push` of the memory failed; git's own words stand above.
    - **Why it is a problem**: The memories here and there differ on. Nothing is lost.
    - **Example**: No network, or no right to push to that remote.
    - **What to do**: What git's words ask for, then the command once more.
    """#
}
