/// What else is edited when a command is run: a column of the table.
enum HookState: String, CaseIterable {
  case clean
  case sources
  case outputs
  case partly

  var heading: String {
    switch self {
    case .clean: "clean"
    case .sources: "unstaged edits in sources"
    case .outputs: "unstaged edits in outputs"
    case .partly: "partly staged both"
    }
  }

  /// The edits, as a script.
  func edits(of command: HookedCommand) -> String {
    let source = "agents/\(command.source).md"
    let output = "$(out \(command.output))"
    return switch self {
    case .clean: ""
    case .sources: "late \(source)\n"
    case .outputs: "tip \(output)\n"
    case .partly:
      """
      part \(source) '- two'; late \(source)
      part \(output) '- another'; tip \(output)

      """
    }
  }
}

/// One command in one state: what was found after it.
struct HookCell {
  /// The hooks that ran, each once, in order.
  let hooks: [String]
  /// Whether git did it; it refuses some commands in some states.
  let isDone: Bool
  /// What each new commit changed, oldest first.
  let commits: [String]
  /// What the index holds beyond HEAD.
  let index: String
  /// What the work tree holds beyond the index.
  let work: String
  /// Outputs that HEAD has out of step.
  let outOfStep: [String]
  /// Those of them that the hooks named.
  let named: [String]
  /// What must not be: lost words, markers, unmerged entries, an unsound repository.
  let faults: [String]

  /// Plays one cell.
  init(_ command: HookedCommand, _ state: HookState) throws {
    let scene = try HookScene()
    try scene.run(
      """
      STATE=\(state.rawValue)
      \(command.prepare)
      git tag start
      \(command.change)
      \(state.edits(of: command))
      rm -f "$SANDBOX/ran"
      """
    )
    let run = try scene.attempt("STATE=\(state.rawValue)\n\(command.run)", in: command.place)
    hooks = try scene.ran().reduce(into: []) { found, hook in
      if !found.contains(hook) { found.append(hook) }
    }
    isDone = run.status == 0
    let found = try HookFindings(in: scene, command)
    commits = found.commits
    index = found.index
    work = found.work
    outOfStep = found.outOfStep
    named = outOfStep.filter { run.errorOutput.contains($0) }
    var faults = found.faults
    if command.isCommit, state == .clean, !isDone {
      faults.append("git refused: \(run.output)\(run.errorOutput)")
    }
    if command.isCommit, named != outOfStep { faults.append("not named: \(outOfStep)") }
    if !outOfStep.isEmpty || !faults.isEmpty { faults = faults.map { $0 + "\n" + run.errorOutput } }
    self.faults = faults
  }

  /// The cell as the table has it; hooks are named where they differ from the row's.
  func text(in row: [String]) -> String {
    guard isDone else { return "git refuses" }
    let made = commits.isEmpty ? "–" : commits.joined(separator: ", ")
    let judgement = outOfStep.isEmpty ? "✓" : named == outOfStep ? "named" : "unseen"
    let others =
      hooks == row ? "" : " (\(hooks.isEmpty ? "no hook" : hooks.joined(separator: ", ")))"
    return "\(made) · \(index) · \(work) · \(judgement)\(others)"
  }
}

/// What is found in a repository after a command.
private struct HookFindings {
  var commits: [String] = []
  var index = "–"
  var work = "–"
  var outOfStep: [String] = []
  var faults: [String] = []

  /// One run of the shell; a line with `@` and a word goes before each answer.
  private static let script = #"""
    echo @typed; grep -c '' "$SANDBOX/typed" 2>/dev/null || true
    for c in $(git rev-list --reverse --first-parent "$1..HEAD"); do
      echo @commit; git diff-tree -r --name-only "$c^1" "$c"
    done
    echo @index; git diff --cached --name-only --ignore-submodules
    echo @work; git diff --name-only; git ls-files --others --exclude-standard
    echo @unmerged; git ls-files --unmerged
    echo @markers; git grep -lE '^(<<<<<<<|>>>>>>>) ' || true; git grep -lE '^(<<<<<<<|>>>>>>>) ' HEAD || true
    echo @fsck; git fsck --strict --no-dangling 2>&1 | grep -v '^notice' || true
    echo @check; said=$(git agentsync check --no-color 2>&1) || { echo "$said" | grep -oE '\.github/[^ ]+' | sort -u; }
    echo @words
    { git rev-list --objects --no-object-names --indexed-objects --all HEAD | git cat-file --batch --buffer
      find . -path ./.git -prune -o -type f -exec cat {} +
    } | grep -aoE 'typed-[0-9]+-' | sort -u
    """#

  init(in scene: HookScene, _ command: HookedCommand) throws {
    let answer = try scene.run(Self.script, command.base, in: command.place)
    var count = 0
    var words: Set<Substring> = []
    for part in answer.output.split(separator: "@") {
      let lines = part.split(separator: "\n")
      let rest = lines.dropFirst()
      switch lines.first {
      case "typed": count = rest.first.flatMap { Int($0) } ?? 0
      case "commit": commits.append(Self.kinds(rest))
      case "index": index = Self.kinds(rest)
      case "work": work = Self.kinds(rest)
      case "words": words = Set(rest)
      case "check": outOfStep = Self.outputs(rest)
      case let name?: faults += rest.map { "\(name): \($0)" }
      case nil: break
      }
    }
    let lost = (1...max(1, count)).filter { count > 0 && !words.contains("typed-\($0)-") }
    if !lost.isEmpty { faults.append("lost: \(lost)") }
  }

  private static func kinds(_ paths: ArraySlice<Substring>) -> String {
    let kinds = Set(
      paths.map { $0.hasPrefix("agents/") ? "src" : $0.hasPrefix(".") ? "out" : "else" }
    )
    return kinds.isEmpty
      ? "–" : ["src", "out", "else"].filter(kinds.contains).joined(separator: "+")
  }

  private static func outputs(_ lines: ArraySlice<Substring>) -> [String] {
    lines.map(String.init)
  }
}
