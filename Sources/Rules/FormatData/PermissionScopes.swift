/// The scopes of `github.permissions` with the values that each may have, as of September 2026.
enum PermissionScopes {
  static let values: [String: [String]] = [
    "actions": ["read", "write", "none"],
    "checks": ["read", "none"],
    "contents": ["read", "write", "none"],
    "discussions": ["read", "write", "none"],
    "issues": ["read", "write", "none"],
    "metadata": ["read"],
    "pull-requests": ["read", "write", "none"],
    "security-events": ["read", "none"],
    "workflows": ["write", "none"],
  ]

  /// The keys of `github`.
  static let properties: Set = ["permissions"]
}
