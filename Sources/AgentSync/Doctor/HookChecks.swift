import AgentModel
import Git

/// Whether a clone with hooks of ours has all that its configuration needs; who has none wants none.
func checkHooks(_ repository: Repository) -> [Diagnosis.Check] {
  guard repository.location.workTree != nil else { return [] }
  let setup: HookSetup
  var lacking: [HookSetup.Hook] = []
  do throws(Problem) {
    var called: Set<HookName> = []
    for name in HookName.allCases where try HookKeeper.calls(name, in: repository) {
      called.insert(name)
    }
    guard !called.isEmpty else { return [] }
    setup = try hookSetup([], in: repository)
    // Scripts of people's own may call ours, too.
    lacking = setup.hooks.filter { hook in
      hook.state != .installed && !(hook.state == .missing && called.contains(hook.name))
    }
  } catch {
    // Hooks that other repositories share, or a configuration that another check speaks of.
    return []
  }
  guard !lacking.isEmpty else {
    return [Diagnosis.Check("hooks", .ok, "those that this configuration needs are installed")]
  }
  let names = lacking.map { "\($0.name.rawValue) (\($0.state.rawValue))" }.joined(separator: ", ")
  return [
    Diagnosis.Check(
      "hooks",
      .warning,
      "hooks that this configuration needs are not installed as they should be: \(names)",
      cure: setup.obstacles.first?.hint ?? "run: git agentsync hooks install"
    )
  ]
}
