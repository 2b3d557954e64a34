// What Swift cannot call of libgit2 and the C library by itself, and nothing else.
#pragma once
#include <git2.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>
#include <spawn.h>
// libgit2 brings zlib along: its headers on Debian depend on those of zlib.
#include <zlib.h>

#if LIBGIT2_VER_MAJOR < 1 || (LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR < 5)
#error "git-agentsync needs libgit2 1.5 or later"
#endif

// git_libgit2_opts is variadic, which Swift cannot import; one wrapper for each option that is used.
static inline int agentsync_enable_fsync_gitdir(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled);
}

static inline int agentsync_set_extensions(const char **extensions, size_t count) {
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, count);
}

static inline int agentsync_set_owner_validation(int enabled) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

static inline int agentsync_set_search_path(int level, const char *path) {
  return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

// The package that a release links libgit2's archive from: .ci/link-release defines the symbol, and
// where libgit2.so is loaded nobody does. NULL then; on other systems there is no such build.
static inline const char *agentsync_linked_libgit2(void) {
#if defined(__linux__)
  extern const char agentsync_libgit2_package[] __attribute__((weak));
  return agentsync_libgit2_package;
#else
  return NULL;
#endif
}

// Swift 6 refuses the global variable itself, because anything may change it at any time.
static inline char **agentsync_environment(void) {
  extern char **environ;
  return environ;
}

// The headers show these two only to those who define _GNU_SOURCE, which a module map cannot.
static inline int agentsync_pipe(int *ends, int flags) {
  extern int pipe2(int *, int);
  return pipe2(ends, flags);
}

static inline int agentsync_spawn_change_folder(posix_spawn_file_actions_t *actions, const char *path) {
  extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);
  return posix_spawn_file_actions_addchdir_np(actions, path);
}

// A macro, too.
static inline int agentsync_inflate_init(z_stream *stream) { return inflateInit(stream); }
