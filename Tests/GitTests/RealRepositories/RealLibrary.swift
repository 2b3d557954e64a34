import Git
import SystemPackage
import TestSupport
import Testing

/// A library of one agent in a repository as people have them, worked on with the built program.
struct RealLibrary {
  static let source = "agents/ada.md"
  static let output = ".github/prompts/ada.prompt.md"

  /// Where `repository` and everything beside it lies.
  let repository: TemporaryRepository
  /// The folder that the program runs in, relative to the top of `repository`.
  var folder: String?

  init() throws {
    repository = try TemporaryRepository()
    try write("Helps.")
    try repository.write("docs/one.md", "one\n")
    try repository.commit("library")
  }

  /// Writes the agent, with this sentence in it.
  func write(_ sentence: String, end: String = "\n") throws {
    let lines = ["# Ada", "", "## Purpose", "", sentence, "", "## Limits", "", "None.", ""]
    let text = lines.joined(separator: end)
    try repository.write(place(RealLibrary.source), text)
  }

  /// Runs the program.
  func run(_ words: String...) throws -> Tool.Result {
    switch words.count {
    case 1: try Tool.run(words[0], in: repository, folder: folder)
    default: try Tool.run(words[0], words[1], in: repository, folder: folder)
    }
  }

  /// Runs git where the program runs.
  @discardableResult
  func git(_ words: String...) throws -> String {
    let place = folder.map { repository.root.pushing(FilePath($0)) } ?? repository.root
    return try repository.run(words, in: place).text
  }

  /// A path of the work tree that the program runs in.
  func place(_ path: String) -> String { folder.map { "\($0)/\(path)" } ?? path }

  /// Whether all works: a sync makes the output, a second one changes it, nothing is left over.
  func expectServed(
    writes: Bool = true,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for sentence in ["Helps.", "Helps a lot."] {
      if try !text(of: RealLibrary.source).contains(sentence) {
        try write(sentence)
        try git("add", RealLibrary.source)
        try git("commit", "--quiet", "-m", "source")
      }
      let result = try run("sync")
      #expect(result.status == 0, "\(result.errorOutput)", sourceLocation: sourceLocation)
      let made = try text(of: RealLibrary.output)
      #expect(made.contains(sentence), sourceLocation: sourceLocation)
      #expect(
        repository.exists(place(RealLibrary.output)) == writes,
        sourceLocation: sourceLocation
      )
      let status = try git("status", "--porcelain")
      #expect(status.isEmpty, "\(status)", sourceLocation: sourceLocation)
      let check = try run("check")
      #expect(check.status == 0, "\(check.output)", sourceLocation: sourceLocation)
      let again = try run("sync")
      #expect(again.output.contains("nothing to do"), sourceLocation: sourceLocation)
    }
    #expect(
      try git("fsck", "--strict", "--no-dangling").isEmpty,
      sourceLocation: sourceLocation
    )
  }

  /// Whether it is refused in one sentence with a cure, and nothing changed.
  func expectRefused(
    _ sentence: String,
    cure: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let result = try run("sync")
    #expect(result.status != 0, sourceLocation: sourceLocation)
    #expect(
      result.errorOutput.contains(sentence) || result.output.contains(sentence),
      "\(result.output)\(result.errorOutput)",
      sourceLocation: sourceLocation
    )
    #expect(
      result.errorOutput.contains(cure) || result.output.contains(cure),
      "\(result.output)\(result.errorOutput)",
      sourceLocation: sourceLocation
    )
    #expect(!repository.exists(place(RealLibrary.output)), sourceLocation: sourceLocation)
  }

  /// What the last commit holds of a file.
  private func text(of path: String) throws -> String {
    let listed = try git("ls-tree", "--name-only", "HEAD", path)
    return listed.isEmpty ? "" : try git("show", "HEAD:\(path)")
  }
}

/// The version of the git that runs.
enum InstalledGit {
  /// The numbers: `2.39.5` is 2, 39, 5.
  static let version: [Int] = {
    let result = try? runGit(["--version"], in: "/", input: nil, environment: nil)
    let words = (result?.text ?? "").split(separator: " ")
    return words.count > 2 ? words[2].split(separator: ".").compactMap { Int($0) } : []
  }()

  /// Whether it keeps references in a reftable where it is told to.
  static let hasReftables = !version.lexicographicallyPrecedes([2, 45])
}
