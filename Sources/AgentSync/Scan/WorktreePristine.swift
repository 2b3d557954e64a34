import AgentModel
import Git

/// The generated text that the work tree keeps beside a hand-edited output, committed or not.
///
/// `sync --no-commit` writes it, and no commit tells of it until a person adds it.
///
/// - Returns: nil where there is none that the tool wrote, or nothing that can be read.
/// - Throws: `command.io` where the work tree can't be opened.
func worktreePristine(
  of output: RepoPath,
  in repository: Repository
) throws(Problem) -> OutputText? {
  guard repository.location.workTree != nil else { return nil }
  let worktree = try reading("open the work tree") { () throws(GitError) in
    try Worktree(of: repository)
  }
  guard let found = try? worktree.read(Pristine.path(of: output)) else { return nil }
  return Pristine.decode(found.bytes).map(OutputText.init)
}
