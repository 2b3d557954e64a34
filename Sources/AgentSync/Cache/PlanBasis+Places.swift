import AgentModel
import Git
import PromptFiles

extension PlanBasis {
  /// Every folder and file that had a say in the plan, present or absent; nil where the whole tree had.
  ///
  /// Sorted, nested ones once: configuration, library, records, the outputs' folders, and each file
  /// outside of them that a reference was looked up for.
  var places: [RepoPath]? {
    let roots = model.config.rules.staticPrefixes
    guard !roots.isEmpty else { return nil }
    var places = Set(roots)
    places.insert(Config.path)
    if let records = RepoPath(".agentsync") { places.insert(records) }
    for settings in model.config.targets {
      guard let folder = RepoPath(settings.staticFolder) else { return nil }
      places.insert(folder)
    }
    for slot in slots { places.insert(slot.presentPath) }
    for generated in generated { places.formUnion(generated.reads.keys) }
    return places.sorted().filter { !places.holdsFolder(of: $0) }
  }
}

extension Set<RepoPath> {
  /// Whether a folder of the path is among the set, so that the path itself need not be.
  fileprivate func holdsFolder(of path: RepoPath) -> Bool {
    var folder = path.parent
    while let parent = folder {
      if contains(parent) { return true }
      folder = parent.parent
    }
    return false
  }
}
