extension ProblemPages {
  static let frontMatter = #"""
    ## Front matter

    ### `model.empty-source`

    - **What it means**: A source is empty, or has front matter and nothing else.
    - **Why it is a problem**: An agent without a word of text is a mistake more often than not.
    - **Example**: A file made with `touch`, or one with only two `---` lines.
    - **What to do**: Write the text, or delete the file.

    ### `model.unterminated-front-matter`

    - **What it means**: The file opens with `---`, and no line closes the front matter.
    - **Why it is a problem**: It can't be told where the metadata ends, and VS Code takes the whole file for metadata.
    - **Example**: `---` in line 1, and the second `---` was deleted by accident.
    - **What to do**: Close the front matter with a line of three dashes.

    ### `model.front-matter-too-big`

    - **What it means**: The front matter is larger than 64 KiB.
    - **Why it is a problem**: Metadata is small; this is text in the wrong place.
    - **Example**: The whole prompt as one value of `description`.
    - **What to do**: Move the text below the front matter.

    ### `model.yaml-syntax`

    - **What it means**: The front matter is not valid YAML. The message says where, and what was expected.
    - **Why it is a problem**: VS Code reads such a header up to the fault and drops the rest without a word.
    - **Example**: `description: Use when: asked`, with a second colon outside quotes.
    - **What to do**: Put the value into double quotes: `description: "Use when: asked"`.

    ### `model.yaml-depth`

    - **What it means**: Values are nested more than 16 deep.
    - **Why it is a problem**: No key needs that, and some YAML readers crash on it.
    - **Example**: `[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]`
    - **What to do**: Flatten the value.

    ### `model.yaml-alias`

    - **What it means**: The front matter uses an anchor (`&a`), an alias (`*a`) or a merge key (`<<`).
    - **Why it is a problem**: VS Code takes them for plain text, so the file would mean two things.
    - **Example**: `tools: *common`
    - **What to do**: Write the value out. A text that begins with `*` or `&` needs quotes.

    ### `model.yaml-tag`

    - **What it means**: A value has a YAML tag.
    - **Why it is a problem**: Tags ask the reader to make something else of the text; VS Code doesn't know them.
    - **Example**: `version: !!str 1.0`
    - **What to do**: Leave the tag out; values are read as they are written, so `1.0` stays `1.0`.

    ### `model.yaml-directive`

    - **What it means**: The front matter holds a YAML directive.
    - **Why it is a problem**: It changes how what follows is read, and only in some readers.
    - **Example**: `%YAML 1.1`
    - **What to do**: Delete the line.

    ### `model.yaml-documents`

    - **What it means**: The front matter holds more than one YAML document.
    - **Why it is a problem**: It is open which of them counts.
    - **Example**: A line `--- # second` inside the front matter.
    - **What to do**: Keep one mapping of keys.

    ### `model.yaml-key`

    - **What it means**: A key is not a plain text.
    - **Why it is a problem**: No such key means anything here, and some YAML readers crash on it.
    - **Example**: `{[a, b]: c}`
    - **What to do**: Use a word as the key.

    ### `model.yaml-duplicate-key`

    - **What it means**: A key stands in the front matter twice.
    - **Why it is a problem**: VS Code takes the first value, most other readers the last.
    - **Example**: `name: ada` and, further down, `"name": eve`.
    - **What to do**: Delete one of them.

    ### `model.yaml-limit`

    - **What it means**: The front matter has more than 200 keys or 2,000 values, a key of more than 256 bytes, or a value of more than 32 KiB.
    - **Why it is a problem**: It is data and not metadata.
    - **Example**: A list of all customers under `context`.
    - **What to do**: Move the data into the text or into a file of its own.

    ### `model.misspelt-key`

    - **What it means**: A key looks like a known one with a typing error. It is kept, and has no effect.
    - **Why it is a problem**: The value would be missing in every output, unseen.
    - **Example**: `descripton: Reviews changes`
    - **What to do**: Correct it; the hint names the key that was probably meant.

    ### `model.unknown-key`

    - **What it means**: A key is unknown. It is kept in the source, and goes into no output that doesn't know it.
    - **Why it is a problem**: It may be yours, or a mistake; only you can tell.
    - **Example**: `owner: core-team`
    - **What to do**: Nothing, if it is yours.

    ### `model.wrong-type`

    - **What it means**: A known key has a value of the wrong kind.
    - **Why it is a problem**: VS Code would ignore it, or worse, read it differently.
    - **Example**: `tools: 5`, where a list of names is expected.
    - **What to do**: Give the value that the message asks for.
    """#
}
