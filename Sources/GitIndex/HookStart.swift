import Glibc
package import SystemPackage

/// What a hook can find out before anything is opened.
package enum HookStart {
  /// A variable of the environment; nil where it is not set.
  package static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// The git directory as git hands it to its hooks, which run at the top of the work tree.
  ///
  /// It is `GIT_DIR`, else `.git`, which in a submodule or linked work tree is a file that names it; see
  /// gitrepository-layout. nil where git would have to be asked.
  package static var gitDirectory: FilePath? {
    if let named = variable("GIT_DIR"), !named.isEmpty { return FilePath(named) }
    var status = stat()
    guard stat(".git", &status) == 0 else { return nil }
    if status.st_mode & S_IFMT == S_IFDIR { return ".git" }
    guard let text = bytes(of: ".git", limit: 1 << 16), text.starts(with: "gitdir: ".utf8) else {
      return nil
    }
    let name = text.dropFirst(8).prefix { $0 != UInt8(ascii: "\n") }
    return FilePath(String(decoding: name, as: UTF8.self))
  }

  /// The index that the hook is to look at: the one that git names, else the repository's own.
  package static func indexFile(of gitDirectory: FilePath) -> FilePath {
    guard let named = variable("GIT_INDEX_FILE"), !named.isEmpty else {
      return gitDirectory.appending("index")
    }
    return FilePath(named)
  }

  /// All bytes of a file; nil where they can't be read or are more than `limit`.
  package static func bytes(of path: FilePath, limit: Int) -> [UInt8]? {
    let raw = path.withPlatformString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard raw >= 0 else { return nil }
    return try? Descriptor(raw).readAll(path.string, limit: limit)
  }

  /// Becomes another program, which stands beside this one or where the shell would look for it.
  ///
  /// The arguments are those of this process, with `word` before them.
  ///
  /// - Returns: What a shell answers where the program can't be started: 127 where there is none, else 126.
  package static func become(_ program: String, with word: String) -> Int32 {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    var names = [program]
    if length > 0 {
      let own = FilePath(platformString: buffer)
      names.insert(own.removingLastComponent().appending(program).string, at: 0)
    }
    let words = [program, word] + CommandLine.arguments.dropFirst()
    var arguments = words.map { strdup($0) } + [nil]
    for name in names { execvp(name, &arguments) }
    return errno == ENOENT ? 127 : 126
  }

  /// Becomes a shell that runs a script, whose `$1` is `argument`.
  ///
  /// - Returns: 127; it comes back only where there is no shell.
  package static func becomeShell(_ script: String, _ argument: String) -> Int32 {
    let words = ["sh", "-c", script, "sh", argument]
    var arguments = words.map { strdup($0) } + [nil]
    execvp("sh", &arguments)
    return 127
  }

  /// Writes to standard error.
  package static func complain(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  }
}
