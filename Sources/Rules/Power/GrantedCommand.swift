/// Something that is run, and what lets it.
struct GrantedCommand {
  let grant: Grant
  /// The command as written: a text, a list of words, or a map with these in it.
  let value: EditorValue
  /// Who runs it, in words.
  let runner: String

  init(_ grant: Grant, _ value: EditorValue, _ runner: String) {
    (self.grant, self.value, self.runner) = (grant, value, runner)
  }
}
