import Testing

/// What the compiler does not enforce about the modules, read off the sources.
struct ArchitectureTests {
  private static let sources = ProjectFile.all(in: "Sources")
  private static let tests = ProjectFile.all(in: "Tests")

  /// What each module of ours may name of the others; C modules and libraries included.
  private static let allowed: [String: Set<String>] = [
    "GitIndex": ["CSHA1"],
    "Git": ["Clibgit2", "GitIndex"],
    "Markdown": ["CMarkdown", "Cmd4c"],
    "AgentModel": ["Git", "Markdown", "Yams"],
    "PromptFiles": ["AgentModel", "Git"],
    "Rules": ["PromptFiles", "AgentModel", "Git"],
    "AgentSync": ["Rules", "PromptFiles", "AgentModel", "Markdown", "Git"],
    "git-agentsync": ["AgentSync", "Rules", "PromptFiles", "AgentModel", "Git", "ArgumentParser"],
    "git-agentsync-hook": ["GitIndex"],
  ]
  private static let governed: Set<String> = [
    "Clibgit2", "CMarkdown", "Cmd4c", "CSHA1", "GitIndex", "Git", "Markdown", "AgentModel",
    "PromptFiles",
    "Rules", "AgentSync", "Yams", "ArgumentParser",
  ]

  @Test func `the sources are found`() {
    #expect(Self.sources.count > 20)
    #expect(Set(Self.allowed.keys).isSubset(of: Self.sources.map(\.module)))
  }

  @Test func `a module names what lies below it and nothing else`() {
    let wrong = Self.sources.flatMap { file in
      file.imports.compactMap { name -> String? in
        let module = name.split(separator: ".").first.map(String.init) ?? name
        guard Self.governed.contains(module) else { return nil }
        return Self.allowed[file.module]?.contains(module) == true ? nil : "\(file.path): \(name)"
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test func `C stops at Git and Markdown`() {
    let modules = [
      "Clibgit2": "Git", "CMarkdown": "Markdown", "Cmd4c": "Markdown", "CSHA1": "GitIndex",
    ]
    let wrong = Self.sources.flatMap { file in
      file.imports.filter { name in
        modules.contains { name.hasPrefix($0.key) && file.module != $0.value }
      }.map { "\(file.path): \($0)" }
    }
    #expect(wrong.isEmpty)
  }

  @Test func `nothing that C declares is handed on`() {
    // The one module that is handed on knows nothing of C.
    let wrong = Self.sources.filter { $0.path != "Sources/Git/Exports.swift" }.flatMap { file in
      file.lines.filter { line in
        line.hasPrefix("package import Clibgit2") || line.hasPrefix("package import CMarkdown")
          || line.hasPrefix("package import CSHA1")
          || line.hasPrefix("public import") || line.hasPrefix("@_exported")
      }.map { "\(file.path): \($0)" }
    }
    #expect(wrong.isEmpty)
  }

  @Test func `pure code takes single values of Git, never the repository`() {
    let folders = [
      "Sources/AgentModel/", "Sources/PromptFiles/", "Sources/Rules/", "Sources/AgentSync/Change/",
      "Sources/AgentSync/Merge/", "Sources/AgentSync/Validate/",
    ]
    let reading: Set<String> = ["Git", "Git.Repository", "Git.RepositoryLocation"]
    let wrong = Self.sources.filter { file in folders.contains { file.path.hasPrefix($0) } }
      .flatMap { file in
        file.imports.filter { reading.contains($0) }.map { "\(file.path): \($0)" }
      }
    #expect(wrong.isEmpty)
  }

  @Test(arguments: ["@unchecked Sendable", "nonisolated(unsafe)", "try!", "fatalError("])
  func `no promise is made that the compiler cannot hold`(word: String) {
    let files = Self.sources + Self.tests.filter { !$0.path.contains("/Architecture") }
    #expect(files.flatMap { $0.places(of: word) }.isEmpty)
  }

  @Test(arguments: ["TODO", "FIXME", "XXX"])
  func `nothing is left for later`(word: String) {
    let wrong = Self.sources.flatMap { file in
      file.lines.filter { $0.contains(word) }.map { "\(file.path): \($0)" }
    }
    #expect(wrong.isEmpty)
  }

  @Test(arguments: ["print(", "debugPrint(", "exit(", "abort(", "readLine("])
  func `only the command talks and ends the process`(word: String) {
    let programs = ["git-agentsync", "git-agentsync-hook"]
    let files = Self.sources.filter { !programs.contains($0.module) }
    #expect(files.flatMap { $0.places(of: word) }.isEmpty)
  }

  @Test func `one file of a program ends the process`() {
    let files = Self.sources.filter { !$0.places(of: "exit(").isEmpty }
    let mains = ["Sources/git-agentsync/Main.swift", "Sources/git-agentsync-hook/Main.swift"]
    #expect(Set(files.map(\.path)).isSubset(of: mains))
  }

  @Test func `no file outgrows its budget`() {
    let sources = Self.sources.filter { $0.lines.count > 401 }.map(\.path)
    #expect(sources.isEmpty)
    let tests = Self.tests.filter { $0.lines.count > 601 }.map(\.path)
    #expect(tests.isEmpty)
  }

  @Test func `a file's name says what it holds`() {
    let empty = ["Util", "Helper", "Common", "Manager", "Misc", "Stuff"]
    let wrong = (Self.sources + Self.tests).map(\.path).filter { path in
      empty.contains { path.contains($0) }
    }
    #expect(wrong.isEmpty)
  }

  @Test func `nothing is public`() {
    let wrong = Self.sources.flatMap { file in
      file.lines.filter { line in
        let words = line.split(separator: " ")
        let declares = words.contains { ["class", "func", "var", "struct", "enum"].contains($0) }
        return declares && (words.first == "public" || words.first == "open")
      }.map { "\(file.path): \($0)" }
    }
    #expect(wrong.isEmpty)
  }
}
