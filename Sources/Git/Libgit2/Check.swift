import Clibgit2

/// Returns the result of a libgit2 call, or throws when it is negative.
///
/// libgit2 keeps its message in thread-local storage and may leave an older one there, so the
/// message is read and cleared at once, before anything else can run on this thread.
@discardableResult
func check(_ function: StaticString, _ result: Int32) throws(GitError) -> Int32 {
  guard result < 0 else { return result }
  let message: String
  if let last = git_error_last(), let text = last.pointee.message {
    message = oneLine(String(cString: text))
  } else {
    message = "libgit2 gave no reason"
  }
  git_error_clear()
  throw GitError(code: GitError.Code(rawValue: result), message: message, function: "\(function)")
}

/// The text in one line and without a full stop, as every message of this tool is.
func oneLine(_ text: String) -> String {
  var line = text.split(whereSeparator: \.isNewline).joined(separator: "; ")
  while line.hasSuffix(".") || line.hasSuffix(" ") { line.removeLast() }
  return line
}
