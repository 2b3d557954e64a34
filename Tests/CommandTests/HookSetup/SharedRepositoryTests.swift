import TestSupport
import Testing

/// Repositories that several people write to: what we make below the git directory has the rights that git
/// gives to its own.
struct SharedRepositoryTests {
  /// `core.sharedRepository` and the umask of whoever works there.
  private static let people = [
    ("group", "077"), ("group", "022"), ("true", "077"), ("all", "077"), ("0640", "022"),
    ("0660", "077"), ("umask", "027"), ("false", "022"),
  ]

  /// Two repositories alike: in `twin` git makes all, in `ours` a sync, the hooks and a commit with them do.
  private static let twins = #"""
    umask "$2"; export AGENTSYNC_ENGINE=$3
    mkdir -p ../template/hooks; touch ../template/hooks/x; chmod +x ../template/hooks/x; cd ..
    for name in twin ours; do
      git init -q --shared="$1" --template="$PWD/template" -b main "$name"; mkdir "$name/agents"
      for n in $(seq 60); do printf '# A%s\n\nHelps.\n' "$n" >"$name/agents/a$n.md"; done
      git -C "$name" add .; git -C "$name" commit -qm library
    done
    git -C twin update-ref --create-reflog refs/own/one/two HEAD
    rm ours/.git/index; git -C ours read-tree HEAD
    cd ours; git agentsync init --quiet --hooks; echo More. >>agents/a7.md; git commit -qam more
    git agentsync check --quiet; cd ..

    """#

  @Test(arguments: people, ["", "plumbing"])
  func `what is made below the git directory has the rights that git gives`(
    person: (String, String),
    engine: String
  ) throws {
    let scene = try HookScene.unhooked()
    let found = try scene.run(
      Self.twins + #"""
        kinds() {
          find "$1/.git" -type d -printf 'folder %m\n'
          find "$1/.git/objects" -type f -printf 'object %m\n'
          find "$1/.git" -type f -path '*/hooks/*' -printf 'hook %m\n'
          find "$1/.git" -type f ! -path '*/hooks/*' ! -path '*/objects/*' -printf 'file %m\n'
        }
        kinds ours | sort -u >found; kinds twin | sort -u >expected; comm -23 found expected
        find ours/.git/objects/pack ours/.git/agentsync/cache -type f | grep -q .
        """#,
      person.0,
      person.1,
      engine
    )
    #expect(found.output.isEmpty)
  }

  @Test func `files of the work tree have the rights of whoever makes them`() throws {
    let scene = try HookScene.unhooked()
    let found = try scene.run(
      Self.twins + "stat -c %a ours/.agentsync.yml ours/.github ours/.github/prompts/a7.prompt.md",
      "group",
      "077",
      ""
    )
    #expect(found.output == "600\n700\n600")
  }
}
