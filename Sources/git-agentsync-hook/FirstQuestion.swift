import GitIndex
import SystemPackage

/// Whether a hook has anything to do, as far as that can be told from the index and a few bytes beside it.
struct FirstQuestion {
  let hook: String
  let arguments: [String]

  /// Whether it is certain that there is nothing to do; what can't be told is the tool's to find out.
  var concernsNobody: Bool {
    switch hook {
    case "pre-commit", "post-merge": isInStep { _ in true }
    case "post-commit": isInStep { !$0.commitsAfter }
    // `git checkout -- FILE` has 0 for the third; and whoever stays at a commit sees nothing new.
    case "post-checkout":
      arguments.count == 3 && (arguments[2] == "0" || arguments[0] == arguments[1])
        || isInStep { _ in true }
    case "post-rewrite": arguments.first != "rebase"
    default: false
    }
  }

  /// Whether the index holds, of all that is ours, what the tool found in step before.
  private func isInStep(where answers: (KnownStates) -> Bool) -> Bool {
    guard let folder = HookStart.gitDirectory, !hasUnfinishedRun(in: folder),
      let bytes = HookStart.bytes(of: file(in: folder), limit: 1 << 20),
      let known = KnownStates(bytes, by: agentSyncVersion), answers(known)
    else { return false }
    do throws(GitError) {
      let index = HookStart.indexFile(of: folder)
      return try FolderState(of: known.places, inIndex: index).map(known.contains) ?? false
    } catch {
      return false
    }
  }

  /// Whether a run was killed in its work here; the tool ends it or takes it back before anything else.
  private func hasUnfinishedRun(in gitDirectory: FilePath) -> Bool {
    ["journal", "applied"].contains { name in
      let file = gitDirectory.appending("agentsync").appending(name)
      return HookStart.bytes(of: file, limit: 64 << 20) != nil
    }
  }

  private func file(in gitDirectory: FilePath) -> FilePath {
    gitDirectory.appending("agentsync").appending("cache").appending(KnownStates.fileName)
  }
}
