import Foundation
import Git
import SystemPackage
import TestSupport

/// Outputs and their places, trees, objects, references of git, and what surrounds a repository.
extension BadInputRow {
  private static func config(_ path: String) -> String {
    "targets:\n  - prompt: {path: \"\(path.replacing("\\", with: "\\\\"))\"}\n"
  }

  /// A path of outputs that the change brings, each in a commit of its own that is judged.
  private static func paths(_ number: Int, _ title: String, _ paths: [String]) -> BadInputRow {
    BadInputRow(
      number: number,
      title: title,
      commands: paths.indices.map { index in
        ["check", "--untrusted", "--base", "base", "--head", "path\(index)"]
      },
      statuses: ended,
      said: [("fatal: .agentsync.yml:2:", "")]
    ) {
      for (index, path) in paths.enumerated() {
        try $0.commit([".agentsync.yml": config(path)])
        try $0.repository.git("branch", "path\(index)")
      }
    }
  }

  static let outputs: [BadInputRow] = [
    BadInputRow(
      number: 27,
      title: "two agents with same output (case-fold/NFC equal)",
      config: config("out/{name}.prompt.md"),
      statuses: refused,
      said: [
        ("error: agents/x/eve.md: ", "generate.output-twins"),
        ("error: agents/y/Eve.md: ", "generate.output-twins"),
      ]
    ) {
      try $0.commit(agents: [
        "x/eve": "---\nid: one\n---\n# One\n", "y/Eve": "---\nid: two\n---\n# Two\n",
      ])
    },
    BadInputRow(
      number: 28,
      title: "output equals a source file",
      statuses: ended,
      said: [("fatal: agents/", "generate.output-is-source")]
    ) { try $0.commit([".agentsync.yml": config("agents/{id}.prompt.md")]) },
    paths(
      29,
      "output path `../x`, `/x`, `a/../../x`, `C:\\x`, `a\\b`, `//srv/x`, `.git/x`, `.GIT/x`, …",
      [
        "../{id}.prompt.md", "/x/{id}.prompt.md", "a/../../{id}.prompt.md", "C:\\{id}.prompt.md",
        "a\\{id}.prompt.md", "//srv/{id}.prompt.md", ".git/{id}.prompt.md", ".GIT/{id}.prompt.md",
        "git~1/{id}.prompt.md", ".g\u{200C}it/{id}.prompt.md",
        ".git::$INDEX_ALLOCATION/{id}.prompt.md",
      ]
    ),
    paths(
      30,
      "output under `.vscode/`, `.github/workflows/`, `.github/hooks/`, `.git*`, `.devcontainer/`",
      [
        ".vscode/{id}.prompt.md", ".github/workflows/{id}.prompt.md",
        ".github/hooks/{id}.prompt.md", ".githooks/{id}.prompt.md", ".devcontainer/{id}.prompt.md",
      ]
    ),
  ]

  /// The tree of HEAD with another one at `agents`.
  private static func commit(library: ObjectID, _ canary: CanaryRepository) throws {
    let top = try canary.repository.tree([OddEntry("40000", "agents", library)])
    try canary.repository.commit(tree: top)
  }

  /// Trees in each other, each of which holds the one before some times.
  private static func tower(
    _ levels: Int,
    _ breadth: Int,
    _ canary: CanaryRepository
  ) throws -> ObjectID {
    var batch = ObjectBatch()
    let blob = try batch.add(.blob, Array(CanaryRepository.sound.utf8))
    var inner = try batch.add(.tree, OddEntry.bytes(of: [OddEntry("100644", "x.md", blob)]))
    for _ in 0..<levels {
      let entries = (0..<breadth).map { OddEntry("40000", "f\($0)", inner) }
      inner = try batch.add(.tree, OddEntry.bytes(of: entries))
    }
    try batch.write(to: try canary.repository.open())
    return inner
  }

  private static func heads(_ names: [String]) -> [[String]] {
    names.map { ["check", "--untrusted", "--base", "base", "--head", $0] }
  }

  static let trees: [BadInputRow] = [
    BadInputRow(
      number: 35,
      title: "source entry is symlink (120000), gitlink (160000), exec (100755), odd mode",
      commands: [check + ["-v"]],
      statuses: refused,
      said: [
        ("error: agents/gitlink.md", "model.source-not-plain-file"),
        ("error: agents/link.md", "model.source-not-plain-file"),
        ("error: agents/odd.md", "model.source-not-plain-file"),
        ("note: agents/run.md", "model.executable-source"),
      ]
    ) {
      let repository = $0.repository
      let blob = try repository.blob(CanaryRepository.sound)
      let tree = try repository.tree([
        OddEntry("160000", "gitlink.md", try repository.id("HEAD")),
        OddEntry("120000", "link.md", try repository.blob("ada.md")),
        OddEntry("100666", "odd.md", blob),
        OddEntry("100755", "run.md", blob),
      ])
      try commit(library: tree, $0)
    },
    BadInputRow(
      number: 36,
      title: "tree with duplicate, unsorted, empty, `.`/`..`/`.git` names, `a/b` name",
      commands: heads(["double", "unsorted", "empty", "dots", "own", "slash"]),
      statuses: ended,
      said: [("fatal: ", "repository.bad-tree")]
    ) {
      let repository = $0.repository
      let blob = try repository.blob(CanaryRepository.sound)
      func entry(_ name: String) -> OddEntry { OddEntry("100644", name, blob) }
      let trees = [
        ("double", [entry("a.md"), entry("a.md")]), ("unsorted", [entry("b.md"), entry("a.md")]),
        ("empty", [entry("")]), ("dots", [entry("..")]), ("own", [entry(".git")]),
        ("slash", [entry("a/b.md")]),
      ]
      for (name, entries) in trees {
        try commit(library: try repository.tree(entries), $0)
        try repository.git("branch", name)
      }
    },
    BadInputRow(
      number: 37,
      title: "names with newline, tab, ESC, U+202E, invalid UTF-8, 256+ bytes, trailing dot/space, "
        + "`con`, `aux.md`",
      statuses: refused,
      said: [
        ("error: agents/a\\nb.md", "model.unportable-path"),
        ("error: agents/a\\u{1B}[31mb.md", "model.unportable-path"),
        ("error: agents/a\\u{202E}b.md", "model.unportable-path"),
        ("error: agents/aux.md", "model.unportable-path"),
      ]
    ) {
      let repository = $0.repository
      let blob = try repository.blob(CanaryRepository.sound)
      let names: [[UInt8]] =
        [
          "a\nb.md", "a\tb.md", "a\u{1B}[31mb.md", "a\u{202E}b.md", "aux.md", "dot..md",
          "space .md", String(repeating: "x", count: 256) + ".md",
        ].map { Array($0.utf8) } + [[0x61, 0xFF, 0x62] + Array(".md".utf8)]
      let sorted = names.sorted { $0.lexicographicallyPrecedes($1) }
      try commit(library: try repository.tree(sorted.map { OddEntry("100644", $0, blob) }), $0)
    },
    BadInputRow(
      number: 38,
      title: "case-only and NFC/NFD twins",
      statuses: refused,
      said: [
        ("error: agents/Eve.md", "model.path-twins"), ("error: agents/eve.md", "model.path-twins"),
      ]
    ) {
      let blob = try $0.repository.blob(CanaryRepository.sound)
      let names = ["Eve.md", "eve.md", "e\u{301}va.md", "\u{E9}va.md"]
      try commit(
        library: try $0.repository.tree(names.map { OddEntry("100644", $0, blob) }),
        $0
      )
    },
    BadInputRow(
      number: 39,
      title: "tree depth 100,000 (libgit2's walk segfaults; 20,000 was fine)",
      statuses: ended,
      said: [("fatal: ", "scan.too-deep")]
    ) { try commit(library: try tower(100_000, 1, $0), $0) },
    BadInputRow(
      number: 40,
      title: "git bomb 10^10 files in 232 KB",
      statuses: ended,
      said: [("fatal: ", "scan.too-many-entries")]
    ) { try commit(library: try tower(10, 10, $0), $0) },
    BadInputRow(
      number: 41,
      title: "missing/corrupt/truncated object, wrong type, promisor (partial clone), "
        + "shallow boundary",
      commands: heads(["missing", "corrupt", "truncated", "kind"]),
      statuses: ended,
      said: [("fatal: ", "repository.missing-object")]
    ) {
      let repository = $0.repository
      let other = try repository.readBytes(
        repository.loosePath(of: try repository.id("HEAD^{tree}"))
      )
      for name in ["missing", "corrupt", "truncated", "kind"] {
        try $0.commit(agents: [name: "# \(name)\n\nOnly here.\n"])
        try repository.git("branch", name)
        let path = repository.loosePath(of: try repository.id("HEAD:agents/\(name).md"))
        let bytes = try repository.readBytes(path)
        try repository.git("reset", "--quiet", "--hard", "base")
        try repository.remove(path)
        switch name {
        case "missing": break
        case "corrupt": try repository.write(path, bytes: bytes.map { $0 ^ 0x5A })
        case "truncated": try repository.write(path, bytes: Array(bytes.prefix(bytes.count / 2)))
        default: try repository.write(path, bytes: other)
        }
      }
      // A remote that promised what is missing, and is a program of the configuration.
      try repository.git("config", "core.repositoryFormatVersion", "1")
      try repository.git("config", "extensions.partialClone", "origin")
    },
    BadInputRow(
      number: 42,
      title: "SHA-256 repo, reftable repo, unknown extension",
      statuses: ended,
      said: [("fatal: ", "repository.unsupported")]
    ) {
      try $0.repository.git("config", "core.repositoryFormatVersion", "1")
      try $0.repository.git("config", "extensions.teleport", "true")
    },
    BadInputRow(
      number: 48,
      title: "ref name `-x`, `a..b`, `a.lock`, 300 B, non-UTF-8, symbolic loop, symref to outside "
        + "`refs/`",
      commands: [
        "--head=-x", "--head=--output=/tmp/x", "--head=a..b", "--head=a.lock",
        "--head=" + String(repeating: "x", count: 300), "--head=a\u{FFFD}", "--head=loop",
        "--head=outside", "--base=-x", "--base=HEAD:agents",
      ].map { ["check", "--untrusted", $0] },
      statuses: ended,
      said: [("fatal: ", "repository.unknown-revision")]
    ) {
      try $0.repository.write(".git/refs/heads/loop", "ref: refs/heads/pool\n")
      try $0.repository.write(".git/refs/heads/pool", "ref: refs/heads/loop\n")
      try $0.repository.write(".git/refs/heads/outside", "ref: ../../../etc/passwd\n")
    },
    BadInputRow(
      number: 49,
      title: "commit with odd dates (negative, > 2^33, `+9999`), empty ident, NUL in message, "
        + "1 MiB message, two `tree` headers",
      commands: heads(["past", "future", "zone", "nobody", "nul", "long", "trees"]),
      statuses: [0, 1, 128]
    ) {
      let repository = $0.repository
      let tree = try repository.id("HEAD^{tree}")
      let parent = try repository.id("HEAD")
      func store(_ name: String, _ who: String, _ message: [UInt8], more: String = "") throws {
        let header = "tree \(tree)\n\(more)parent \(parent)\nauthor \(who)\ncommitter \(who)\n\n"
        let id = try repository.store("commit", Array(header.utf8) + message)
        try repository.git("update-ref", "refs/heads/\(name)", id.hex)
      }
      try store("past", "Eve <e@x> -99999 +0000", Array("x\n".utf8))
      try store("future", "Eve <e@x> 99999999999 +0000", Array("x\n".utf8))
      try store("zone", "Eve <e@x> 1 +9999", Array("x\n".utf8))
      try store("nobody", " <> 1 +0000", Array("x\n".utf8))
      try store("nul", "Eve <e@x> 1 +0000", [0x61, 0, 0x62])
      try store("long", "Eve <e@x> 1 +0000", [UInt8](repeating: 0x61, count: 1 << 20))
      try store("trees", "Eve <e@x> 1 +0000", Array("x\n".utf8), more: "tree \(tree)\n")
    },
  ]
}
