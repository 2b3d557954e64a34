import SystemPackage

/// git's own conversion of a file's text, for what isn't done here; filters of the configuration are off.
///
/// git converts on its way to and from an object, so there is a folder of objects beside the
/// repository's own, which goes with this.
final class GitFilters {
  private let location: RepositoryLocation
  private var folder: TemporaryFolder?
  private var variables: [String: String] = [:]

  init(_ location: RepositoryLocation) {
    self.location = location
  }

  /// The text on the other side of the conversion.
  ///
  /// - Throws: `.unsupported` with git's own words where it can't convert this.
  func converted(
    _ bytes: [UInt8],
    for path: RepoPath,
    _ direction: ConversionDirection
  ) throws(GitError) -> [UInt8] {
    let objects = try prepare()
    // git takes an argument for bytes, too, but here it is text.
    guard let name = String(validating: path.bytes, as: UTF8.self) else {
      throw GitError(
        code: .unsupported,
        message: "'\(path)' is to be converted by git, and its name is no text",
        function: "git hash-object"
      )
    }
    do throws(GitError) {
      return try converted(bytes, named: name, direction, objects)
    } catch {
      guard error.code == .generic else { throw error }
      throw GitError(
        code: .unsupported,
        message: "git cannot convert '\(path)': \(error.message)",
        function: error.function,
        hint: "see what .gitattributes says of it with: git check-attr --all -- '\(path)'"
      )
    }
  }

  private func converted(
    _ bytes: [UInt8],
    named name: String,
    _ direction: ConversionDirection,
    _ objects: FilePath
  ) throws(GitError) -> [UInt8] {
    switch direction {
    case .toObjects:
      let id = try store(bytes, ["--path=\(name)"])
      if case .whole(let object) = try LooseObject.read(id, in: objects) { return object.bytes }
      // The repository had it already, and git writes nothing twice.
      return try run(["cat-file", "blob", id.hex], input: nil).output
    case .toWorkTree:
      let id = try store(bytes, ["--no-filters"])
      return try run(["cat-file", "--filters", "--path=\(name)", id.hex], input: nil).output
    }
  }

  private func store(_ bytes: [UInt8], _ words: [String]) throws(GitError) -> ObjectID {
    let answer = try run(["hash-object", "-w", "--stdin"] + words, input: bytes)
    guard let id = ObjectID(hex: answer.text) else {
      throw GitError(code: .generic, message: "git gave no id", function: "git hash-object")
    }
    return id
  }

  private func run(
    _ words: [String],
    input: [UInt8]?
  ) throws(GitError) -> GitProcess.Result {
    let answer = try location.git(words, input: input ?? [], environment: variables)
    // git also hands out what it could not convert, as it is, with no more than a complaint.
    let lines = String(decoding: answer.errorOutput, as: UTF8.self).split(separator: "\n")
    guard answer.status == 0, !lines.contains(where: { $0.hasPrefix("error: ") }) else {
      throw GitError(code: .generic, message: answer.complaint, function: "git \(words[0])")
    }
    return answer
  }

  private func prepare() throws(GitError) -> FilePath {
    if let folder { return folder.path }
    let made = try TemporaryFolder(at: location)
    let configuration = try location.configurationOfGit()
    variables = location.inertEnvironment(configuration, adding: [("core.safecrlf", "false")])
    variables["GIT_OBJECT_DIRECTORY"] = made.path.string
    // git finds the repository's own objects, and what those borrow from, from here.
    let borrowed = location.environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"].map { ":\($0)" } ?? ""
    variables["GIT_ALTERNATE_OBJECT_DIRECTORIES"] =
      "\"\(quoted(location.objectDirectory.string))\"" + borrowed
    folder = made
    return made.path
  }

  /// As git reads a path between quotes.
  private func quoted(_ path: String) -> String {
    path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
