/// What a repository of a random run holds at one moment.
struct HookSnapshot {
  /// Words of typed lines: of sources where sources are, of outputs where outputs are.
  ///
  /// A line of a source is in its output too, and leaves it when git takes it out of the source.
  private(set) var head: Set<Substring> = []
  private(set) var index: Set<Substring> = []
  private(set) var work: Set<Substring> = []
  private(set) var backup: Set<Substring> = []
  /// Paths with a difference between HEAD and index, and between index and work tree.
  private(set) var staged: Set<Substring> = []
  private(set) var changed: Set<Substring> = []
  /// Outputs that are out of step in HEAD.
  private(set) var outOfStep: Set<Substring> = []
  /// Whether HEAD's configuration has `pre-commit` put outputs into the commit.
  private(set) var isStaging = true
  private var untidy: [Substring] = []

  /// All words that stand somewhere at present.
  var all: Set<Substring> { head.union(index).union(work).union(backup) }

  private var id = ""

  /// Looks.
  ///
  /// - Parameters:
  ///   - scene: Where.
  ///   - former: What was found before; where HEAD is the same, so is what is out of step in it.
  /// - Throws: When the script fails.
  init(of scene: HookScene, former: HookSnapshot? = nil) throws {
    let answer = try scene.run(Self.script, former?.id ?? "")
    for part in answer.output.split(separator: "@") {
      let lines = part.split(separator: "\n")
      let rest = Set(lines.dropFirst())
      let words = Set(rest.compactMap(Self.word(of:)))
      let markers = rest.filter { $0.contains("<<<<<<<") || $0.contains(">>>>>>>") }
      switch lines.first {
      case "head": head = words
      case "index":
        index = words
        untidy += markers
      case "work":
        work = words
        untidy += markers
      case "backup": backup = words
      case "staged": staged = rest
      case "changed": changed = rest
      case "unmerged": untidy += rest
      case "mode": isStaging = rest.allSatisfy { $0.hasPrefix("hooks: {pre-commit: stage,") }
      case "check": outOfStep = rest
      case "same": outOfStep = former?.outOfStep ?? []
      case "id": id = lines.last.map(String.init) ?? ""
      default: break
      }
    }
  }

  /// The word of a typed line, `typed-s17-`; nil where it is not in a file of its own kind.
  private static func word(of line: Substring) -> Substring? {
    guard let start = line.firstRange(of: "typed-") else { return nil }
    let kind = line[start.upperBound...].prefix(1)
    let number = line[start.upperBound...].dropFirst().prefix(while: \.isNumber)
    guard kind == "s" || kind == "o" else { return nil }
    let folder = kind == "s" ? "agents/" : ".github/"
    guard line[..<start.lowerBound].contains(folder) else { return nil }
    return "typed-\(kind)\(number)-"
  }

  /// What a person types into a file of the work tree, and nothing else.
  mutating func type(_ word: Substring?, into path: String) {
    if let word { work.insert(word) }
    changed.insert(Substring(path))
  }

  /// - Throws: `HookFailure` where a file has markers, or the index unmerged entries.
  func requireTidy() throws {
    guard untidy.isEmpty else {
      throw HookFailure(law: .leavesNoMarkers, text: untidy.joined(separator: "\n"))
    }
  }

  /// One run of the shell; a line with `@` and a word goes before each answer.
  private static let script = #"""
    set -- "$1" -aF -e typed- -e '<<<<<<<' -e '>>>>>>>'
    echo @head; git grep --threads=1 "${@:2}" HEAD || true
    echo @index; git grep --threads=1 --cached "${@:2}" || true
    echo @work; grep -r --exclude-dir=.git "${@:2}" . || true
    if git rev-parse -q --verify refs/agentsync/backup >/dev/null; then
      echo @backup; git log -p --format= refs/agentsync/backup | sed -n "s,.*typed-,agents/.github/      echo @backup; git log -p --format= refs/agentsync/backup | grep -F typed- || true,p"
    fi
    echo @staged; git diff --cached --name-only
    echo @changed; git diff --name-only
    echo @unmerged; git ls-files --unmerged
    echo @mode; git show HEAD:.agentsync.yml | grep hooks: || true
    echo @id; id=$(git rev-parse HEAD); echo "$id"
    if [ "$id" = "$1" ]; then
      echo @same
    else
      echo @check; said=$(git-agentsync check --no-color 2>&1) || {
        grep -oE '\.github/[^ :]+' <<<"$said" | sort -u || true
      }
    fi

    """#

  /// All words in any commit, stash, index, backup or reflog, and in the work tree.
  static let everywhere = #"""
    { git rev-list --objects --no-object-names --indexed-objects --reflog --all HEAD |
        git cat-file --batch --buffer
      find . -path ./.git -prune -o -type f -exec cat {} +
    } | grep -aoE 'typed-[so][0-9]+-' | sort -u
    """#
}
