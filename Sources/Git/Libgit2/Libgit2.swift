import Clibgit2
import Glibc
import Synchronization
import SystemPackage

/// The C library itself: how it is started, and the options that hold for the whole process.
///
/// It is never shut down, so that nothing can outlive it.
package enum Libgit2 {
  /// The version of the library at run time: `1.5.1`.
  package static let version: String = {
    var major: Int32 = 0
    var minor: Int32 = 0
    var revision: Int32 = 0
    git_libgit2_version(&major, &minor, &revision)
    return "\(major).\(minor).\(revision)"
  }()

  /// The version of the Debian package that libgit2 was linked in from; empty where it came from none,
  /// nil where it is a shared library.
  package static let linkedPackage: String? = agentsync_linked_libgit2().map { String(cString: $0) }

  /// Reading it starts the library, once; every function that calls libgit2 reads it first.
  ///
  /// It holds what `git_libgit2_init` or one of the options returned, 0 or more when all went well.
  static let started: Int32 = {
    let result = isStarted.withLock { isStarted in
      isStarted = true
      return git_libgit2_init()
    }
    guard result >= 0 else { return result }
    hideWhatGitWouldNotRead()
    // As git does it: what is in the repository was checked when it came in, and `git fsck` looks again.
    // zlib's own sums tell a damaged object.
    _ = agentsync_verify_hashes(0)
    return min(agentsync_enable_fsync_gitdir(1), allowExtensions())
  }()

  /// Reading it lets libgit2 use memory without being started, for what works on bytes alone.
  ///
  /// It holds what the option returned, 0 when all went well. Starting takes longer than merging a file.
  static let canAllocate: Int32 = isStarted.withLock { isStarted in
    isStarted ? 0 : agentsync_use_standard_allocator()
  }

  private static let isStarted = Mutex(false)

  /// Makes this process blind to the system's and the user's configuration; meant for tests.
  ///
  /// What a repository's own configuration says still holds. It must run before the first
  /// repository is opened.
  package static func ignoreUserConfiguration() {
    guard started >= 0 else { return }
    hide([
      GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL,
      GIT_CONFIG_LEVEL_PROGRAMDATA,
    ])
  }

  // To libgit2, a file that it may not read is a reason to open nothing; git passes over it. And
  // the variables that replace or switch off files are unknown to it.
  private static func hideWhatGitWouldNotRead() {
    let environment = ProcessEnvironment.current
    if environment["GIT_CONFIG_NOSYSTEM"] != nil || environment["GIT_CONFIG_SYSTEM"] != nil {
      hide([GIT_CONFIG_LEVEL_SYSTEM])
    }
    let home = environment["HOME"] ?? ""
    let configuration = environment["XDG_CONFIG_HOME"] ?? home + "/.config"
    for (level, file) in [
      (GIT_CONFIG_LEVEL_XDG, configuration + "/git/config"),
      (GIT_CONFIG_LEVEL_GLOBAL, home + "/.gitconfig"),
    ] {
      let isForbidden = access(file, R_OK) != 0 && errno != ENOENT
      if isForbidden || environment["GIT_CONFIG_GLOBAL"] != nil { hide([level]) }
    }
  }

  private static func hide(_ levels: [git_config_level_t]) {
    for level in levels {
      // An empty list of folders; a null pointer would restore the default one.
      _ = agentsync_set_search_path(level.rawValue, "")
    }
  }

  /// Opens a repository with libgit2's check of its owner switched on or, when trusted, off.
  ///
  /// The switch belongs to the process, so all opening goes through one lock: nobody else may open
  /// a repository while it is off.
  ///
  /// - Returns: An owner of a `git_repository`.
  static func open(
    _ path: FilePath,
    _ search: Search,
    ceilings: String?,
    trusted: Bool
  ) throws(GitError) -> sending Handle {
    try check("git_libgit2_init", started)
    return try ownerCheck.withLock { _ throws(GitError) -> sending Handle in
      if trusted { _ = agentsync_set_owner_validation(0) }
      defer { _ = agentsync_set_owner_validation(1) }
      return try Handle("git_repository_open_ext", freeing: git_repository_free) { repository in
        path.withPlatformString {
          git_repository_open_ext(&repository, $0, search.flags, ceilings)
        }
      }
    }
  }

  /// How a path leads to a repository.
  enum Search {
    /// It is the git directory itself.
    case exactly
    /// It lies in or below the repository.
    case upwards
    case acrossFileSystems

    fileprivate var flags: UInt32 {
      switch self {
      case .exactly:
        GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue
      case .upwards: 0
      case .acrossFileSystems: GIT_REPOSITORY_OPEN_CROSS_FS.rawValue
      }
    }
  }

  private static let ownerCheck = Mutex<Void>(())

  // libgit2 refuses every extension that it does not know, even those that do not touch what it
  // does. These were tried and work; `objectformat` and `refstorage` must never be among them.
  private static func allowExtensions() -> Int32 {
    let names: [StaticString] = [
      "noop", "partialclone", "preciousobjects", "relativeworktrees", "worktreeconfig",
    ]
    var pointers = names.map { name -> UnsafePointer<CChar>? in
      UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    }
    return agentsync_set_extensions(&pointers, pointers.count)
  }
}

extension GitError {
  /// Whether libgit2 refuses the owner, which 1.5 tells in two ways; the second is a mistake of its own.
  var tellsOwner: Bool {
    code == .owner || code == .notFound && message.contains("'safe.directory'")
  }
}
