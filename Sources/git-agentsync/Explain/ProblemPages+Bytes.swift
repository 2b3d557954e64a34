extension ProblemPages {
  static let bytes = #"""
    ## The bytes of a source

    A source is a Markdown file of the library. One that has an error here is no agent for the time being: its outputs stay as they are, and all other agents go on.

    ### `model.not-utf8`

    - **What it means**: A source holds bytes that are not UTF-8. The message says at which byte the first of them stands.
    - **Why it is a problem**: Its text can't be carried into an output without guessing what was meant.
    - **Example**: A file saved as Latin-1, where `é` is the one byte `E9`.
    - **What to do**: Save it as UTF-8, for example with `iconv -f latin1 -t utf-8`.

    ### `model.nul-byte`

    - **What it means**: A source holds a byte of value 0.
    - **Why it is a problem**: No text has one; the file is binary, or damaged. Git shows no differences for it either.
    - **Example**: An image that was saved under the name `logo.md`.
    - **What to do**: Restore the text, or move the file out of the library.

    ### `model.utf-16`

    - **What it means**: A source is UTF-16 or UTF-32.
    - **Why it is a problem**: Git takes it for binary, and VS Code's prompt files are UTF-8.
    - **Example**: A file written by `>` in an old PowerShell.
    - **What to do**: Save it as UTF-8 without a byte order mark.

    ### `model.lone-carriage-return`

    - **What it means**: A line ends in a carriage return without a line feed.
    - **Why it is a problem**: Programs disagree on where its lines end, so a section could be cut in the wrong place.
    - **Example**: `# Ada\rPurpose` from a tool of the last century, or half of a damaged CRLF.
    - **What to do**: Save the file with LF or CRLF line ends.

    ### `model.byte-order-mark`

    - **What it means**: A source begins with a byte order mark. It is read as if the mark were not there; outputs never have one.
    - **Why it is a problem**: VS Code doesn't find the front matter of a file with a mark when it reads it from disk.
    - **Example**: A file saved as “UTF-8 with BOM”.
    - **What to do**: Save it as “UTF-8”. Nothing else changes.

    ### `model.stray-byte-order-mark`

    - **What it means**: A byte order mark stands inside the text and not at its start.
    - **Why it is a problem**: It is invisible, and splits words for whoever searches them.
    - **Example**: Two files joined with `cat`, the second with a mark.
    - **What to do**: Delete the character; the message names its place.

    ### `model.file-too-big`

    - **What it means**: A source is larger than 1 MiB.
    - **Why it is a problem**: Such a file is hardly an agent, and is not even read, so that a huge one can do no harm.
    - **Example**: A log that was committed as `notes.md` in the library.
    - **What to do**: Split it, move it out of the library, or list it under `library.exclude`.

    ### `model.line-too-long`

    - **What it means**: A line is longer than 64 KiB.
    - **Why it is a problem**: No person wrote it; it is data, and slow to compare for everyone.
    - **Example**: An image as a `data:` address in the Markdown.
    - **What to do**: Put the data into a file of its own and link to it.

    ### `model.conflict-markers`

    - **What it means**: A source or an output holds the markers of a conflict that git left.
    - **Why it is a problem**: Half-merged text would go into prompts. Nothing is generated from it.
    - **Example**: `<<<<<<< HEAD` at the head of a line, with `=======` and `>>>>>>>` below.
    - **What to do**: Settle the conflict in the file, commit, and run the command again.

    ### `model.too-intricate`

    - **What it means**: A source has so many unfinished brackets, quotes or markers that reading its Markdown would take too long.
    - **Why it is a problem**: A pull request must not be able to keep a machine busy.
    - **Example**: A line of a hundred thousand `[`.
    - **What to do**: Take the nonsense out of the file.
    """#
}
