import GitIndex
import Glibc
import SystemPackage

/// What the hook files start: it asks whether agents are concerned at all, and only then starts the tool.
///
/// Most commits touch no agent, and none of them shall feel that there is a hook. So nothing is linked
/// here but what reads an index file.
@main
struct Main {
  static func main() {
    guard HookStart.variable("AGENTSYNC_HOOKS") != "off" else { exit(0) }
    let words = Array(CommandLine.arguments.dropFirst())
    guard let name = words.first else {
      HookStart.complain("usage: git-agentsync-hook HOOK [ARGUMENT...]\n")
      exit(129)
    }
    if FirstQuestion(hook: name, arguments: Array(words.dropFirst())).concernsNobody { exit(0) }
    _ = HookStart.become("git-agentsync", with: "hook")
    exit(HookStart.becomeShell(whatIsMissing, name))
  }

  /// What the hook files say and do where this program is missing, too.
  private static let whatIsMissing = """
    [ "$(git config --type=bool agentsync.quietHooks)" = true ] || echo "git-agentsync: $1 did nothing: the program\
     'git-agentsync' is missing or can't be run; install it, or: git config agentsync.quietHooks true" >&2
    [ "$(git config --type=bool agentsync.requireHooks)" != true ]
    """
}
