extension ProblemPages {
  static let generating = #"""
    ## Generating

    ### `generate.output-twins`

    - **What it means**: Two agents would write the same output, or two that differ only in case. The message names both.
    - **Why it is a problem**: One would overwrite the other.
    - **Example**: `path: ".github/prompts/all.prompt.md"`, a template without `{id}`.
    - **What to do**: Put `{id}` into the path template.

    ### `generate.output-is-source`

    - **What it means**: An output would be written onto a source.
    - **Why it is a problem**: The source would be lost.
    - **Example**: `path: "agents/{id}.md"`
    - **What to do**: Choose a folder outside the library.

    ### `generate.output-not-allowed`

    - **What it means**: With this agent's name or category, the path of an output falls where none may be.
    - **Why it is a problem**: As with `config.bad-path`; only this agent's outputs are left out.
    - **Example**: `path: "{category}/{id}.prompt.md"` and a category named `.vscode`.
    - **What to do**: Rename the category, or change the path template.

    ### `generate.output-too-big`

    - **What it means**: An output would be larger than 2 MiB, or one that is there is larger than 4 MiB.
    - **Why it is a problem**: No model would read it to the end.
    - **Example**: `body: inline` with dozens of large parts.
    - **What to do**: Use `body: link` for this target, or shorten the parts.

    ### `generate.id-not-ascii`

    - **What it means**: The id has letters outside ASCII, and this target refuses them.
    - **Why it is a problem**: VS Code would not offer the skill.
    - **Example**: A skill made from `agents/prüfer.md`.
    - **What to do**: Write `id: pruefer` into the front matter.

    ### `generate.skill-name`

    - **What it means**: An id can't be the name of a skill: lower-case letters, digits and single hyphens, at most 64 of them.
    - **Why it is a problem**: VS Code passes over a skill whose folder and name don't agree with that.
    - **Example**: `id: ada.lovelace`, which has a dot.
    - **What to do**: Choose another `id`, or leave out the target `skill`.

    ### `generate.missing-description`

    - **What it means**: The target needs a description, and none was found: neither in the front matter, nor as a label, nor in a section such as Purpose.
    - **Why it is a problem**: A model chooses a skill by its description.
    - **Example**: A document that begins with a list.
    - **What to do**: Write `description: …` into the front matter.

    ### `generate.long-description`

    - **What it means**: A description is longer than the target takes; it is cut at the end of a word.
    - **Why it is a problem**: What is cut off may be what tells when to use the agent.
    - **Example**: A first paragraph of 2,000 characters.
    - **What to do**: Write a short `description` into the front matter.

    ### `generate.unknown-tool`

    - **What it means**: A tool is known to neither VS Code nor this release. It is carried over as written.
    - **Why it is a problem**: VS Code passes over tools that it doesn't know, so the agent may lack one.
    - **Example**: `tools: [serach]`
    - **What to do**: Correct it; or nothing, if an extension or an MCP server brings the tool.

    ### `generate.unmapped-model`

    - **What it means**: A model's short name means nothing to VS Code, and the configuration doesn't say what it stands for. It is left out.
    - **Why it is a problem**: VS Code would fall back to another model without a word.
    - **Example**: `model: sonnet`
    - **What to do**: Add `models: {sonnet: "Claude Sonnet 4.5 (copilot)"}` to the configuration.

    ### `generate.body-too-long`

    - **What it means**: The text of an agent is longer than 30,000 characters, which is what GitHub takes.
    - **Why it is a problem**: What is beyond the limit may never reach the model.
    - **Example**: An agent with a whole handbook in it.
    - **What to do**: Move details into parts, and use `body: link`.

    ### `generate.unknown-handoff`

    - **What it means**: A handoff names an agent that is not in the library.
    - **Why it is a problem**: The button would do nothing.
    - **Example**: `handoffs: [{agent: planner}]`, after `planner` was removed.
    - **What to do**: Correct the name, or remove the handoff.

    ### `generate.encoded-link`

    - **What it means**: A link leads to a file whose name has to be encoded in Markdown. The link is right, but VS Code doesn't decode it.
    - **Why it is a problem**: VS Code will say that the file is not found.
    - **Example**: `[plan](my%20plan.md)`
    - **What to do**: Rename the file so that it has no spaces or brackets.

    ### `generate.handoff-label`

    - **What it means**: A handoff of an agent has a label that VS Code does not accept.
    - **Why it is a problem**: VS Code drops such a handoff, or shows an error: labels need a letter or digit and must differ.
    - **Example**: Two handoffs with the label `Review`.
    - **What to do**: Give each handoff a label of its own.

    ### `generate.agents-need-tool`

    - **What it means**: An agent lists other agents but not the `agent` tool.
    - **Why it is a problem**: VS Code can't run subagents without that tool.
    - **Example**: `agents: [ada]` beside `tools: [read]`.
    - **What to do**: Add `agent` to `tools`, or remove `agents`.
    """#
}
