import AgentModel
import Git
import PromptFiles

/// Whether the configuration can be read, as committed and as it stands in the work tree.
func checkConfiguration(_ library: LibraryExamination) -> [Diagnosis.Check] {
  var checks: [Diagnosis.Check] = []
  switch library.model {
  case .success(let model):
    let targets = model.config.targets.map(\.target.rawValue).joined(separator: ", ")
    checks.append(Diagnosis.Check("configuration", .ok, "targets: \(targets)"))
  case .failure(let problem):
    checks.append(Diagnosis.Check("configuration", problem.placed))
  }
  do throws(Problem) {
    if let bytes = try worktreeConfiguration(library.repository) { _ = try Config(parsing: bytes) }
  } catch {
    let isKnown = checks.contains { $0.message == error.placed.message }
    if !isKnown { checks.append(Diagnosis.Check("work tree's configuration", error.placed)) }
  }
  return checks
}

private func worktreeConfiguration(_ repository: Repository) throws(Problem) -> [UInt8]? {
  guard repository.location.workTree != nil else { return nil }
  return try reading("read '.agentsync.yml'") { () throws(GitError) in
    let worktree = try Worktree(of: repository)
    guard let file = try worktree.status(of: Config.path), file.size <= Document.maximumSize else {
      return nil
    }
    return try worktree.readNormalised(Config.path)
  }
}

/// Whether the library's roots hold agents, and whether all of them can be used.
func checkLibrary(_ library: LibraryExamination) -> [Diagnosis.Check] {
  guard case .success(let model) = library.model else { return [] }
  var checks = model.library.findings.filter { $0.code == .configRootEmpty }
    .map { Diagnosis.Check("library", $0) }
  let count = model.library.agents.count
  if count == 0, checks.isEmpty, model.library.rejected.isEmpty {
    checks.append(
      Diagnosis.Check(
        "library",
        .note,
        "no agent was found below \(model.config.rules.roots.map { "'\($0)'" }.joined(separator: ", "))",
        cure: "put agents there, or name other folders under 'library.roots' in .agentsync.yml"
      )
    )
  }
  let rejected = model.library.rejected.map(\.file.document)
  if !rejected.isEmpty {
    checks.append(
      Diagnosis.Check(
        "library",
        .warning,
        "documents that can't be used: \(listed(rejected))",
        cure: "'git agentsync status' says what is wrong with each"
      )
    )
  }
  guard checks.isEmpty else { return checks }
  return [Diagnosis.Check("library", .ok, "\(count) agent\(count == 1 ? "" : "s")")]
}

/// Whether `.gitattributes` says of the outputs what `init` writes there.
func checkAttributesBlock(_ library: LibraryExamination) -> [Diagnosis.Check] {
  guard case .success(let model) = library.model, case .success(let reader) = library.reader,
    let path = RepoPath(".gitattributes")
  else { return [] }
  let bytes: [UInt8]?
  do throws(Problem) {
    let item = try reader.item(at: path)
    bytes = try item.flatMap { item throws(Problem) in
      item.mode.isPlainFile ? try reader.bytes(of: item.objectID) : nil
    }
  } catch {
    return [Diagnosis.Check("attributes", error)]
  }
  guard AttributesBlock.updated(bytes, for: model.config) != bytes else {
    return [Diagnosis.Check("attributes", .ok, "outputs are marked as generated")]
  }
  return [
    Diagnosis.Check(
      "attributes",
      .warning,
      "'.gitattributes' lacks the block of agentsync, or it is not what the configuration asks for",
      cure: "'git agentsync init' writes it"
    )
  ]
}

/// Whether this clone knows the merge driver that `.gitattributes` names.
func checkMergeDriver(_ library: LibraryExamination) -> [Diagnosis.Check] {
  guard case .success(let reader) = library.reader else { return [] }
  do throws(Problem) {
    if let finding = try DriverRegistration.finding(reader, in: library.repository) {
      return [Diagnosis.Check("merge driver", .warning, finding.message, cure: finding.hint)]
    }
    if try DriverRegistration.isMissing(in: library.repository) { return [] }
    return [Diagnosis.Check("merge driver", .ok, "registered in this clone")]
  } catch {
    return [Diagnosis.Check("merge driver", error)]
  }
}

extension Problem {
  /// The problem with its place in the message.
  fileprivate var placed: Problem {
    guard let place else { return self }
    let line = place.line.map { ":\($0)" } ?? ""
    return Problem(code, severity: severity, "\(place.path)\(line): \(message)", hint: hint)
  }
}
