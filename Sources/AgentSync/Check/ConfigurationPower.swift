import AgentModel
import Git
import PromptFiles
import Rules

/// What a change of `.agentsync.yml` keeps from being looked at, refused or made.
///
/// Once it is merged it is what later changes are judged by, so it is power as any tool is.
struct ConfigurationPower {
  private let base: Config
  private let head: Config
  private let files: [LibraryFile]
  /// The line of each key of the configuration at the head.
  private var places: [String: Problem.Place] = [:]

  /// - Parameters:
  ///   - start: Where the change begins.
  ///   - base: What it is to be merged into; asked where the configuration of the start can't be read.
  ///   - head: Where it ends.
  ///   - repository: Where both are.
  /// - Returns: A `power.configuration` for each thing, an error; sorted by line.
  /// - Throws: `Problem` where a tree or its configuration can't be read.
  static func gained(
    from start: Snapshot,
    mergedInto base: Snapshot,
    to head: Snapshot,
    in repository: Repository
  ) throws(Problem) -> [Problem] {
    let before: Config
    do throws(Problem) {
      before = try LibraryModel.config(SnapshotReader(start, in: repository))
    } catch {
      guard error.isOfTree else { throw error }
      before = try LibraryModel.config(SnapshotReader(base, in: repository))
    }
    let reader = SnapshotReader(head, in: repository)
    let after = try LibraryModel.config(reader)
    guard before != after else { return [] }
    let power = try ConfigurationPower(from: before, to: after, reader)
    return power.problems.sorted {
      ($0.place?.line ?? 0, $0.message) < ($1.place?.line ?? 0, $1.message)
    }
  }

  private init(from base: Config, to head: Config, _ reader: SnapshotReader) throws(Problem) {
    self.base = base
    self.head = head
    files = try reader.libraryFiles(of: base.rules)
    guard let item = try reader.item(at: Config.path) else { return }
    let bytes = try reader.bytes(of: item.objectID)
    for pair in (try? YAMLReader.parse(bytes[...], at: Config.path, firstLine: 1)) ?? [] {
      places[pair.key] = Problem.Place(Config.path, line: pair.line, column: pair.column)
    }
  }

  private var problems: [Problem] {
    severities + allowances + library + targets + hooks + versions
  }

  private func problem(_ key: String, _ message: String) -> Problem {
    Problem(
      .powerConfiguration,
      at: places[key] ?? Problem.Place(Config.path),
      message,
      hint: "leave it as the base has it, or a maintainer lets one run pass with '--allow-widening'"
    )
  }

  /// Rules that say less than they did.
  private var severities: [Problem] {
    let codes = Set(base.severities.keys).union(head.severities.keys)
    return codes.compactMap { code in
      let own = Rule.all.first { $0.code == code }?.severity ?? .error
      let before = base.severities[code].map(\.severity) ?? own
      let after = head.severities[code].map(\.severity) ?? own
      guard let before, after.map({ $0 < before }) ?? true else { return nil }
      let word = after?.rawValue ?? "off"
      return problem("rules", "'\(code.rawValue)' goes from \(before.rawValue) to \(word)")
    }
  }

  /// What may gain tools without anybody being asked, and might not before.
  private var allowances: [Problem] {
    head.policy.allowances.compactMap { allowance in
      let known = Set(
        base.policy.allowances.filter { $0.subject == allowance.subject }.flatMap(\.tools)
      )
      let tools = known.contains("*") ? [] : allowance.tools.filter { !known.contains($0) }
      guard !tools.isEmpty else { return nil }
      let words = tools.map { "'\($0)'" }.joined(separator: ", ")
      return problem("policy", "'\(allowance.subject)' may gain \(words) from now on")
    }
  }

  /// Files that were the library's and are passed over.
  private var library: [Problem] {
    let patterns = head.rules.exclude.filter { !isExcluded($0) }
    let excluded = patterns.map { problem("library", "'\($0)' is left out of the library") }
    let excludes = patterns.compactMap(Glob.init)
    let seen = Set(findAgents(among: files, rules: head.rules).agents.map(\.document))
    let lost = findAgents(among: files, rules: base.rules).agents.map(\.document).filter { path in
      !seen.contains(path) && !excludes.contains { $0.covers(path) }
    }
    guard let first = lost.first else { return excluded }
    let others = lost.count > 1 ? " and \(lost.count - 1) more" : ""
    let message = "'\(first.escaped)'\(others) would be no agent of the library any more"
    return excluded + [problem("library", message)]
  }

  /// Whether the base left out all that a pattern leaves out, whatever files there will be.
  private func isExcluded(_ pattern: String) -> Bool {
    func isPlain(_ text: Substring) -> Bool { !text.contains { "*?[]{}\\!".contains($0) } }
    return base.rules.exclude.contains { known in
      if known == pattern { return true }
      if isPlain(pattern[...]) {
        return RepoPath(pattern).map { Glob(known)?.covers($0) == true } ?? false
      }
      // Whatever the rest of it says: it stays in the folder.
      return known.hasSuffix("/**") && isPlain(known.dropLast(3))
        && pattern.hasPrefix(known.dropLast(2))
    }
  }

  /// Outputs that would be made no longer.
  private var targets: [Problem] {
    let made = Set(head.targets.map(\.target))
    return base.targets.map(\.target).filter { !made.contains($0) }.map { target in
      problem("targets", "no '\(target.rawValue)' would be made any more")
    }
  }

  /// Versions that nobody would have to move any more.
  private var versions: [Problem] {
    guard base.versions == .requireBump, head.versions == .off else { return [] }
    return [problem("versions", "'versions' goes from require-bump to off")]
  }

  /// Hooks that would no longer look.
  private var hooks: [Problem] {
    let words: [(name: String, before: String, after: String)] = [
      ("pre-commit", base.hooks.preCommit.rawValue, head.hooks.preCommit.rawValue),
      ("pre-push", base.hooks.prePush.rawValue, head.hooks.prePush.rawValue),
      (
        "pre-merge-commit", base.hooks.preMergeCommit.rawValue, head.hooks.preMergeCommit.rawValue
      ),
    ]
    return words.filter { $0.before != "off" && $0.after == "off" }.map { hook in
      problem("hooks", "the hook '\(hook.name)' would be off")
    }
  }
}
