/// What servers of tools may hold, and what tells of danger in them, as of November 2026.
enum ServerFormat {
  /// By the place where a server stands.
  static func types(in place: ServerEntry.Place) -> [String] {
    switch place {
    case .editor: ["stdio", "http", "sse"]
    case .shared: ["stdio", "http", "sse", "streamable-http"]
    case .header: ["local", "stdio", "http", "sse"]
    }
  }

  /// Types of servers that are reached and not started.
  static let remoteTypes: Set = ["http", "sse", "streamable-http"]

  /// Programs that fetch a package and run it, with the words between them and the package.
  static let runners: [String: Set<String>] = [
    "npx": [], "bunx": [], "uvx": [], "pnpx": [], "pnpm": ["dlx"], "yarn": ["dlx"],
    "pipx": ["run"], "uv": ["tool", "run"], "bun": ["x"],
  ]
  /// Options of theirs that the next word belongs to; `--from` and `--package` name the package.
  static let optionsWithValue: Set = [
    "-c", "--call", "--cache", "--directory", "--from", "--index", "--index-url", "-p", "--package",
    "--python", "--registry", "--with",
  ]
  static let packageOptions: Set = ["--from", "-p", "--package"]

  /// Names of variables and headers that hold secrets, by how they end, in lower case.
  static let secretEndings = [
    "api_key", "api-key", "apikey", "access_key", "access-key", "auth_token", "authorization",
    "client_secret", "passwd", "password", "private_key", "secret", "secret_key", "token",
  ]
}
