import Clibgit2

extension Repository {
  /// What is checked out in this work tree.
  ///
  /// - Throws: `.corrupt` when `HEAD` is not what git writes. The libgit2 function is
  ///   `git_repository_head`.
  package func head() throws(GitError) -> Head {
    do throws(GitError) {
      return try engine.head()
    } catch {
      throw GitError(
        code: error.code == .generic ? .corrupt : error.code,
        message: "cannot read HEAD: \(error.message)",
        function: error.function
      )
    }
  }

  /// The object that a reference leads to, through symbolic ones; nil when there is none.
  ///
  /// - Parameter name: The full name: `refs/heads/main`, `HEAD`.
  /// - Returns: The id as it is stored: of an annotated tag, the tag's own.
  /// - Throws: `.invalidName`; `.corrupt` when it cannot be read. The libgit2 function is
  ///   `git_reference_name_to_id`.
  package func reference(named name: String) throws(GitError) -> ObjectID? {
    guard isValidReferenceName(name) else {
      throw GitError(
        code: .invalidName,
        message: "'\(printable(name.utf8))' is not a valid name of a reference",
        function: "git_reference_name_is_valid",
        hint: "see: git help check-ref-format"
      )
    }
    do throws(GitError) {
      return try engine.target(of: name)
    } catch {
      throw GitError(
        code: error.code == .generic ? .corrupt : error.code,
        message: "cannot read '\(name)': \(error.message)",
        function: error.function
      )
    }
  }

  /// All references whose full name begins so, sorted by name; those that lead nowhere are left out.
  ///
  /// - Parameter prefix: The beginning: `refs/heads/`, also in the middle of a component.
  /// - Returns: Full names, and the ids as they are stored.
  /// - Throws: `.generic` when the references cannot be listed. The libgit2 function is
  ///   `git_reference_iterator_new`.
  package func references(
    withPrefix prefix: String
  ) throws(GitError) -> [(name: String, id: ObjectID)] {
    try engine.references(withPrefix: prefix)
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}

/// Whether git would accept this as the full name of a reference.
///
/// The libgit2 function is `git_reference_name_is_valid`.
package func isValidReferenceName(_ name: String) -> Bool {
  // libgit2 lets the character DEL pass, git does not.
  guard Libgit2.started >= 0, !name.utf8.contains(0), !name.utf8.contains(127) else {
    return false
  }
  var isValid: Int32 = 0
  let result = git_reference_name_is_valid(&isValid, name)
  if result < 0 { git_error_clear() }
  return result == 0 && isValid == 1
}
