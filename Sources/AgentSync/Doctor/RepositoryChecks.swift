import AgentModel
import Foundation
import Git
import SystemPackage

/// What kind of repository it is.
func checkKind(_ repository: Repository) -> [Diagnosis.Check] {
  let location = repository.location
  guard let workTree = location.workTree else {
    return [
      Diagnosis.Check(
        "repository",
        .note,
        "bare repository '\(location.gitDirectory)': there is no index and no work tree"
      )
    ]
  }
  let isLinked = location.gitDirectory != location.commonDirectory
  let kind = isLinked ? "linked work tree" : "work tree"
  return [Diagnosis.Check("repository", .ok, "\(kind) '\(workTree)'")]
}

/// Whether the index can be read, and whether it is merged.
func checkIndex(_ repository: Repository) -> [Diagnosis.Check] {
  guard repository.location.workTree != nil else { return [] }
  do throws(Problem) {
    let index = try reading("read the index") { () throws(GitError) in
      try repository.indexScan(below: [])
    }
    guard index.hasUnmerged else { return [Diagnosis.Check("index", .ok, "it can be read")] }
    return [
      Diagnosis.Check(
        "index",
        .warning,
        "the index has unmerged entries",
        cure: "'git status' lists them; resolve them, 'git add' them, and commit"
      )
    ]
  } catch {
    return [Diagnosis.Check("index", error)]
  }
}

/// Whether parts of the history are missing here.
func checkHistory(_ repository: Repository) -> [Diagnosis.Check] {
  var checks: [Diagnosis.Check] = []
  if (try? repository.isShallow) == true {
    checks.append(
      Diagnosis.Check(
        "history",
        .warning,
        "the clone is shallow: where the history ends, hand edits can't be told from stale text",
        cure: "run: git fetch --unshallow"
      )
    )
  }
  if (try? repository.isPartialClone) == true {
    checks.append(
      Diagnosis.Check(
        "history",
        .warning,
        "the clone is partial: git fetches what is missing one by one, where it can",
        cure: "run: git fetch --refetch --no-filter"
      )
    )
  }
  return checks.isEmpty ? [Diagnosis.Check("history", .ok, "it is whole")] : checks
}

/// Whether git knows who commits.
func checkIdentity(_ repository: Repository) -> [Diagnosis.Check] {
  do throws(GitError) {
    _ = try repository.author()
    let committer = try repository.committer()
    return [Diagnosis.Check("identity", .ok, "\(committer.name) <\(committer.email)>")]
  } catch {
    return [Diagnosis.Check("identity", .error, error.message, cure: error.hint)]
  }
}

/// Whether the tool may write where it has to.
func checkPermissions(_ repository: Repository) -> [Diagnosis.Check] {
  let location = repository.location
  let places = [
    location.workTree, location.gitDirectory, location.commonDirectory.appending("objects"),
    location.commonDirectory.appending("refs"),
  ]
  let closed = Set(places.compactMap(\.self)).map(\.string).sorted()
    .filter { !FileManager.default.isWritableFile(atPath: $0) }
  guard !closed.isEmpty else { return [Diagnosis.Check("permissions", .ok, "all is writable")] }
  return closed.map { place in
    Diagnosis.Check(
      "permissions",
      .error,
      "'\(place)' can't be written to",
      cure: "give yourself the right to write there, or work in a clone of your own"
    )
  }
}

/// What the file system does with names.
func checkFileNames(_ repository: Repository) -> [Diagnosis.Check] {
  guard (try? repository.boolean(for: "core.ignorecase")) == true else { return [] }
  return [
    Diagnosis.Check(
      "file names",
      .note,
      "core.ignorecase is set: names that differ in case only are one file here",
      cure: "see that agents differ in more than case"
    )
  ]
}

/// How much the tool keeps for later runs.
func checkCache(_ repository: Repository) -> [Diagnosis.Check] {
  let folder = StateFolder(of: repository.location)
  let names = (try? folder.names(in: "cache")) ?? []
  let place = folder.file("cache")
  let sizes = names.map { name in
    let attributes = try? FileManager.default.attributesOfItem(atPath: place.appending(name).string)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }
  let size = sizes.reduce(0, +)
  let found = "\(names.count) file\(names.count == 1 ? "" : "s"), \((size + 1023) / 1024) KiB"
  guard size > 100 << 20 else { return [Diagnosis.Check("cache", .ok, found)] }
  return [
    Diagnosis.Check(
      "cache",
      .note,
      found,
      cure: "'\(place)' may be deleted at any moment"
    )
  ]
}
