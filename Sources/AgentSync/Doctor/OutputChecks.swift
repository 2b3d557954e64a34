import AgentModel
import Git

/// Whether the registry's entries can be read.
func checkRegistry(_ library: LibraryExamination) -> [Diagnosis.Check] {
  guard case .success(let reader) = library.reader else { return [] }
  do throws(Problem) {
    let registry = try Registry(reader: reader)
    guard registry.findings.isEmpty else {
      return registry.findings.map { Diagnosis.Check("registry", $0, .warning) }
    }
    let count = registry.entries.count
    return [Diagnosis.Check("registry", .ok, "\(count) \(count == 1 ? "entry" : "entries")")]
  } catch {
    return [Diagnosis.Check("registry", error)]
  }
}

/// Whether there are pristine files whose output is gone.
func checkPristineFiles(_ library: LibraryExamination) -> [Diagnosis.Check] {
  guard case .success(let reader) = library.reader, let folder = RepoPath(Pristine.folder) else {
    return []
  }
  do throws(Problem) {
    let files = try reader.files(below: [folder]).map(\.path)
    var stray: [RepoPath] = []
    for file in files {
      let output = Pristine.output(of: file)
      let item = try output.flatMap { path throws(Problem) in try reader.item(at: path) }
      if item == nil { stray.append(file) }
    }
    guard !stray.isEmpty else {
      let count = files.count
      return [
        Diagnosis.Check("pristine files", .ok, "\(count) file\(count == 1 ? "" : "s")")
      ]
    }
    return [
      Diagnosis.Check(
        "pristine files",
        .warning,
        "there is no output for \(listed(stray))",
        cure: "'git rm' them; they serve no output"
      )
    ]
  } catch {
    return [Diagnosis.Check("pristine files", error)]
  }
}

/// Whether outputs are hidden from git by `.gitignore`.
func checkIgnoredOutputs(_ library: LibraryExamination) -> [Diagnosis.Check] {
  guard let paths = library.outputPaths, !paths.isEmpty,
    library.repository.location.workTree != nil
  else { return [] }
  let input = Array(paths.map(\.bytes).joined(separator: [0])) + [0]
  guard
    let answer = try? library.repository.inertGit(["check-ignore", "-z", "--stdin"], input: input),
    answer.status <= 1
  else { return [] }
  let ignored = answer.output.split(separator: 0).compactMap { RepoPath($0) }
  guard !ignored.isEmpty else {
    return [Diagnosis.Check("ignored outputs", .ok, "there are none")]
  }
  return [
    Diagnosis.Check(
      "ignored outputs",
      .warning,
      "git ignores \(listed(ignored))",
      cure: "'git check-ignore -v PATH' shows the rule; take the outputs out of it"
    )
  ]
}

/// Whether outputs pass through a filter or another encoding, which only git itself can serve.
func checkConvertedOutputs(_ library: LibraryExamination) -> [Diagnosis.Check] {
  guard let paths = library.outputPaths, !paths.isEmpty else { return [] }
  var refused: [GitError] = []
  for path in paths {
    do throws(GitError) {
      _ = try library.repository.stored([], for: path)
    } catch {
      refused.append(error)
    }
  }
  guard let first = refused.first else {
    return [Diagnosis.Check("filtered outputs", .ok, "there are none")]
  }
  let more = refused.count > 1 ? ", and \(refused.count - 1) more" : ""
  return [
    Diagnosis.Check("filtered outputs", .error, first.message + more, cure: first.hint)
  ]
}
