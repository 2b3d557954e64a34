/// The file that git runs as a hook of ours.
///
/// The same stand in `hooks/`, for who installs them by other means.
package enum HookFile {
  /// The end of the name of a hook that was there before, and which ours runs first.
  package static let formerSuffix = ".before-agentsync"

  /// The text of a hook's file.
  package static func text(_ name: HookName) -> String {
    """
    #!/bin/sh
    \(mark(name))
    # A hook that was here before is \(name.rawValue)\(formerSuffix), and runs first; 'git agentsync hooks
    # uninstall' puts it back.
    \(name.takesInput ? readingInput(name) : plain(name))

    """
  }

  /// Whether a file is a hook of ours, as it was written or changed since.
  static func isOurs(_ bytes: [UInt8], _ name: HookName) -> Bool {
    bytes.starts(with: "#!/bin/sh\n\(mark(name))\n".utf8)
  }

  static func mark(_ name: HookName) -> String { "# git-agentsync: \(name.rawValue)" }

  private static func plain(_ name: HookName) -> String {
    """
    theirs=0
    \(former(name))
    if [ -x "$former" ]; then "$former" "$@" || theirs=$?; fi
    \(afterTheirs(name))
    ours=127
    if command -v git-agentsync-hook > /dev/null; then
      git-agentsync-hook \(name.rawValue) "$@" && exit $theirs
      ours=$?
    fi
    \(ending(name))
    """
  }

  // What stands behind the last line keeps the shell from taking newlines away.
  private static func readingInput(_ name: HookName) -> String {
    """
    theirs=0
    input=$(cat; echo .)
    \(former(name))
    if [ -x "$former" ]; then printf %s "${input%.}" | "$former" "$@" || theirs=$?; fi
    \(afterTheirs(name))
    ours=127
    if command -v git-agentsync-hook > /dev/null; then
      printf %s "${input%.}" | git-agentsync-hook \(name.rawValue) "$@" && exit $theirs
      ours=$?
    fi
    \(ending(name))
    """
  }

  // By the hook's own name: other installers keep a hook that they find under another one and run it there.
  private static func former(_ name: HookName) -> String {
    "former=${0%/*}/\(name.rawValue)\(formerSuffix)"
  }

  private static func afterTheirs(_ name: HookName) -> String {
    name.canRefuse
      ? "[ $theirs -eq 0 ] || exit $theirs"
      : "# What this hook says stops nothing, so ours runs all the same."
  }

  /// What a shell says of a program that is missing, can't be run, or died of a signal.
  ///
  /// Not of HUP, INT, KILL, PIPE or TERM (129, 130, 137, 141, 143): by these a person or a machine ends it.
  private static let broken = "126 | 127 | 13[1-689] | 14[0245-9] | 1[5-9]? | 2??"

  /// A program that is missing or can't run keeps nobody from working.
  private static func ending(_ name: HookName) -> String {
    """
    # It is missing, can't be run, or died of a signal that nobody sends to end a program.
    case $ours in
    \(broken)) ;;
    *) exit $ours ;;
    esac
    [ "$(git config --type=bool agentsync.quietHooks)" = true ] || echo "git-agentsync: \(name.rawValue) did nothing:\\
     git-agentsync is missing or broken; install it, or: git config agentsync.quietHooks true" >&2
    [ "$(git config --type=bool agentsync.requireHooks)" != true ] || exit 1
    exit $theirs
    """
  }

  /// The call alone, for a script or a command that is somebody else's; it ends where git is to stop.
  static func call(_ name: HookName, input: String = "") -> [String] {
    [
      "if command -v git-agentsync-hook > /dev/null; then \(input)git-agentsync-hook "
        + "\(name.rawValue) \"$@\";",
      "else (exit 127); fi || case $? in \(broken))",
      "[ \"$(git config --type=bool agentsync.quietHooks)\" = true ] || echo \"git-agentsync: "
        + "\(name.rawValue) did nothing: git-agentsync is missing or broken; install it\" >&2;",
      "[ \"$(git config --type=bool agentsync.requireHooks)\" != true ] || exit 1 ;;",
      "*) exit 1 ;; esac",
    ]
  }

  /// The same in front of a script that may read what git says; it finds all of that, too.
  static func callBeforeReaders(_ name: HookName) -> [String] {
    ["agentsync_input=$(cat; echo .)"]
      + call(name, input: "printf %s \"${agentsync_input%.}\" | ")
      + [
        "if [ \"$agentsync_input\" = . ]; then exec < /dev/null; else exec << AGENTSYNC_INPUT",
        "${agentsync_input%?.}",
        "AGENTSYNC_INPUT",
        "fi",
      ]
  }
}
