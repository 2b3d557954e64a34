import Glibc
import SystemPackage

extension RepositoryFacts {
  /// What git knows of the repository that a folder lies in.
  ///
  /// - Throws: `.notFound`, `.owner`, `.unsupported`, with git's own words.
  init(askingIn folder: FilePath, environment: [String: String]) throws(GitError) {
    var environment = environment
    // It is compared with the repository's own later on, and would stand in the way until then.
    environment["GIT_COMMON_DIR"] = nil
    let inquiry = Inquiry(folder: folder, environment: environment)
    let paths = [["--absolute-git-dir"], ["--path-format=absolute", "--git-common-dir"]]
    let words = ["--is-bare-repository", "--is-inside-git-dir", "--show-object-format"]
    // The top comes last: where there is none, git complains, but has told the rest.
    let lines = try inquiry.lines(words + paths.flatMap { $0 } + ["--show-toplevel"])
    let isBare = lines[0].elementsEqual("true".utf8)
    let isInside = lines[1].elementsEqual("true".utf8)
    guard lines[2].elementsEqual("sha1".utf8) else {
      throw GitError(code: .unsupported, message: "extensions.objectformat", function: "git")
        .explained
    }
    var places = lines[3...].map { FilePath(bytes: $0) }
    if places.count > 3 || places.contains(where: { !$0.isAbsolute }) {
      // Somebody's folder has a newline in its name: one answer at a time is plain.
      places = []
      for path in paths + [["--show-toplevel"]] {
        if let place = try inquiry.place(path) { places.append(place) }
      }
    }
    guard places.count >= 2 else {
      throw GitError(code: .generic, message: "git told too little", function: "git rev-parse")
    }
    let gitDirectory = places[0]
    var workTree = places.count > 2 ? places[2] : nil
    // In the git directory itself git sees no work tree, or takes the current folder for one.
    let isMistaken = isInside || workTree?.starts(with: gitDirectory) == true
    if isMistaken, !isBare { workTree = try inquiry.workTree(around: gitDirectory) }
    self.init(
      gitDirectory: gitDirectory,
      commonDirectory: places[1],
      workTree: workTree,
      isBare: isBare,
      // git has taken all of the configuration into account.
      namesWorkTree: true,
      hasWorkTreeConfiguration: false,
      sharedAccess: SharedAccess(try inquiry.configured("core.sharedRepository"))
    )
  }
}

/// Questions to `git rev-parse` in a folder.
private struct Inquiry {
  let folder: FilePath
  let environment: [String: String]

  /// The lines of all answers that git gave, at least five.
  func lines(_ words: [String]) throws(GitError) -> [ArraySlice<UInt8>] {
    let answer = try run(words)
    let lines = answer.output.split(separator: UInt8(ascii: "\n"))
    guard lines.count >= 5 else { throw refusal(answer) }
    return lines
  }

  /// One path, whatever bytes it has; nil where there is none.
  func place(_ words: [String]) throws(GitError) -> FilePath? {
    let answer = try run(words)
    guard answer.status == 0, answer.output.last == UInt8(ascii: "\n") else { return nil }
    return FilePath(bytes: answer.output.dropLast())
  }

  /// The text of a key; nil where there is none.
  func configured(_ key: String) throws(GitError) -> String? {
    let answer = try runGit(
      ["config", "--get", key],
      in: folder,
      input: nil,
      environment: environment
    )
    return answer.status == 0 ? answer.text : nil
  }

  /// The work tree of the git directory that the folder lies in.
  func workTree(around gitDirectory: FilePath) throws(GitError) -> FilePath? {
    let named = try runGit(
      ["config", "core.worktree"],
      in: gitDirectory,
      input: nil,
      environment: environment
    )
    if named.status == 0 {
      let path = gitDirectory.pushing(FilePath(named.text))
      return path.withPlatformString { realPath($0) }
    }
    if let link = try readFile(gitDirectory.appending("gitdir")) {
      let text = String(decoding: link, as: UTF8.self).prefix { $0 != "\n" }
      return gitDirectory.pushing(FilePath(String(text))).removingLastComponent()
        .lexicallyNormalized()
    }
    let isPlain = gitDirectory.lastComponent?.string == ".git"
    return isPlain ? gitDirectory.removingLastComponent() : nil
  }

  private func run(_ words: [String]) throws(GitError) -> GitProcess.Result {
    // The reason of a refusal is read, so it has to come in the language of its source.
    try runGit(
      ["rev-parse"] + words,
      in: folder,
      input: nil,
      environment: environment.merging(["LC_ALL": "C"]) { _, new in new }
    )
  }

  private func refusal(_ answer: GitProcess.Result) -> GitError {
    let text = String(decoding: answer.errorOutput, as: UTF8.self)
    let function = "git rev-parse"
    if text.contains("not a git repository") {
      return GitError(code: .notFound, message: answer.complaint, function: function)
    }
    if text.contains("safe.") {
      return GitError(
        code: .owner,
        message: answer.complaint,
        function: function,
        hint: GitError.trustAdvice(text)
          ?? (text.contains("safe.bareRepository")
            ? "name it: git --git-dir=FOLDER agentsync …"
            : "see: git help config, on safe.directory")
      )
    }
    if text.contains("refstorage") {
      return GitError(code: .unsupported, message: "extensions.refstorage", function: function)
        .explained
    }
    return GitError(
      code: .unsupported,
      message: oneLine(text.replacing("fatal: ", with: "").replacing("\t", with: "")),
      function: function,
      hint: "the installed git cannot read this repository either; a newer one may"
    )
  }
}

extension GitError {
  /// The command that git advises, in its own words, to trust a repository; nil where it gave none.
  ///
  /// git names the folder that it wants to be told of, which need not be the one it was run in.
  static func trustAdvice(_ text: String) -> String? {
    let line = text.split(separator: "\n").first {
      $0.contains("git config --global --add safe.directory")
    }
    return line.map { "trust it with: \($0.drop(while: \.isWhitespace))" }
  }
}

extension FilePath {
  /// A path of bytes that hold no NUL.
  fileprivate init(bytes: some Collection<UInt8>) {
    let name = bytes.map(CChar.init(bitPattern:)) + [0]
    self = name.withUnsafeBufferPointer { name in
      name.baseAddress.map { FilePath(platformString: $0) } ?? ""
    }
  }
}
