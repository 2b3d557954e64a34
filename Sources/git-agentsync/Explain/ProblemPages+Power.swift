extension ProblemPages {
  static let power = #"""
    ## Power that a change brings

    With `--base`, `check` compares what each file that VS Code reads lets a model do, before the change and after it: outputs as they stand in the
    tree, and files that nobody here owns, at VS Code's own places and at those that settings or `targets` name. What was not there before, or not read,
    had no power. The policy that counts is that of the base
    (`policy` in [configuration.md](configuration.md)), and `--allow-widening` lets one run pass.

    ### `power.tools`

    - **What it means**: A file lists a tool that it didn't have, or no longer lists any, which is all of them for an agent, and all that the person has
      for a prompt. So does one that limits a tool less (`Bash(git:*)` becomes `Bash`), that no longer disallows one, or that has a wider permission of GitHub's.
    - **Why it is a problem**: Running commands, changing files and reaching the network are tools. A change of one line gives them to a text that strangers may have written.
    - **Example**: `tools: [search]` becomes `tools: [search, execute]`, or the line goes.
    - **What to do**: Remove it; or allow it on the base branch: `policy: {allow: [{agent: ada, tools: [execute]}]}`; or have a maintainer let one run pass.

    ### `power.program`

    - **What it means**: A hook brings a program that runs at an event: in an agent's header, in `.github/hooks`, or in Claude's settings. So does a task
      (`.vscode/tasks.json`, a workspace), and what a development container runs when it is made, started or opened. A script of the repository counts as
      it stands: where it changes and the command that names it stays, other things run. So do the scripts in a skill's folder, those that are
      new included: what is executable, and of programs' texts what stands in `scripts` or is named by `SKILL.md`.
    - **Why it is a problem**: It runs on the machine of whoever has the repository open, with that person's rights, and nobody is asked.
    - **Example**: `hooks: {SessionStart: [{type: command, command: ./setup.sh}]}` in an agent; or another text in `setup.sh`.
    - **What to do**: Remove it, or read what it runs and have a maintainer let one run pass.

    ### `power.server`

    - **What it means**: A server of tools (MCP) is added, or started or reached in another way.
    - **Why it is a problem**: Servers are programs or addresses that see what the model sends them.
    - **Example**: A new entry in `.vscode/mcp.json`, or another `command` in one that was there.
    - **What to do**: Remove it, or have a maintainer let one run pass.

    ### `power.sent-handoff`

    - **What it means**: A handoff sends itself: `send: true`.
    - **Why it is a problem**: The next agent begins, with its own tools, before a person has read what it was given.
    - **Example**: `send: true` is added to a handoff to an agent that runs commands.
    - **What to do**: Leave `send` out, so that a person presses the key; or have a maintainer let one run pass.

    ### `power.subagents`

    - **What it means**: An agent may start more agents than before, or may be started by others while people don't see it in their list, or no longer
      says `disable-model-invocation: true`. Without the tool `agent` it can start none.
    - **Why it is a problem**: Whoever may start an agent has that agent's tools.
    - **Example**: `agents: []` becomes `agents: ['*']`, or the line goes.
    - **What to do**: Name the agents that are needed; or have a maintainer let one run pass.

    ### `power.applies`

    - **What it means**: Instructions apply to files to which they didn't apply; a new `AGENTS.md`, `CLAUDE.md` or `copilot-instructions.md` to all.
    - **Why it is a problem**: Their text is put into requests that it was not in before; with `**` into all of them.
    - **Example**: `applyTo: "docs/**"` becomes `applyTo: "**"`.
    - **What to do**: Keep the pattern as narrow as the text; or have a maintainer let one run pass.

    ### `power.setting`

    - **What it means**: A setting of the repository lets things happen unasked, no longer keeps them from happening, or can't be read. Settings of Claude
      count as those of VS Code do: rules, modes, programs that it runs, plugins, the environment. So do settings in `*.code-workspace` and
      `devcontainer.json`, what a container gets of the machine, answers that servers' `inputs` have ready, and what a sandbox lets through.
    - **Why it is a problem**: Settings that approve tools by themselves take the person out of the loop (CVE-2025-53773).
    - **Example**: `"chat.tools.global.autoApprove": true` in `.vscode/settings.json`.
    - **What to do**: Leave it to each person's own settings; or have a maintainer let one run pass.

    ### `power.configuration`

    - **What it means**: `.agentsync.yml` would keep something from being looked at, refused or made: a rule is turned down, a policy allows more, agents
      are no longer seen by the library's roots or are excluded, a target goes, a hook or `versions` is turned off. So is a configuration that is removed.
    - **Why it is a problem**: Once it is merged, it is what later changes are judged by. This change is judged by the configuration of the base.
    - **Example**: `exclude: ["agents/eve.md"]` beside a new `agents/eve.md`.
    - **What to do**: Leave it as the base has it; or have a maintainer let one run pass.
    """#
}
