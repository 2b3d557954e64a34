// What Swift cannot call of libgit2 and the C library by itself, and nothing else.
#pragma once
#include <git2.h>
#include <git2/sys/alloc.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/prctl.h>
#endif
// libgit2 brings zlib along: its headers on Debian depend on those of zlib.
#include <zlib.h>

#if LIBGIT2_VER_MAJOR < 1 || (LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR < 5)
#error "git-agentsync needs libgit2 1.5 or later"
#endif

// git_libgit2_opts is variadic, which Swift cannot import; one wrapper for each option that is used.
static inline int agentsync_enable_fsync_gitdir(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled);
}

static inline int agentsync_verify_hashes(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

// What works on bytes alone needs libgit2's memory and not its start. Before it is started, libgit2 has
// no allocator, and its own standard one is hidden; these are the C library's.
#if LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR == 5
static void *agentsync_reallocarray(void *p, size_t n, size_t size, const char *file, int line) {
  size_t bytes;
  (void)file, (void)line;
  return __builtin_mul_overflow(n, size, &bytes) ? NULL : realloc(p, bytes);
}
static void *agentsync_mallocarray(size_t n, size_t size, const char *file, int line) {
  return agentsync_reallocarray(NULL, n, size, file, line);
}
static void *agentsync_malloc(size_t size, const char *file, int line) {
  (void)file, (void)line;
  return malloc(size);
}
static void *agentsync_calloc(size_t n, size_t size, const char *file, int line) {
  (void)file, (void)line;
  return calloc(n, size);
}
static void *agentsync_realloc(void *p, size_t size, const char *file, int line) {
  (void)file, (void)line;
  return realloc(p, size);
}
static char *agentsync_substrdup(const char *text, size_t size, const char *file, int line) {
  char *copy = agentsync_malloc(size + 1, file, line);
  if (copy) memcpy(copy, text, size), copy[size] = 0;
  return copy;
}
static char *agentsync_strndup(const char *text, size_t size, const char *file, int line) {
  return agentsync_substrdup(text, strnlen(text, size), file, line);
}
static char *agentsync_strdup(const char *text, const char *file, int line) {
  return agentsync_substrdup(text, strlen(text), file, line);
}

static inline int agentsync_use_standard_allocator(void) {
  git_allocator allocator = {
    agentsync_malloc, agentsync_calloc, agentsync_strdup, agentsync_strndup, agentsync_substrdup,
    agentsync_realloc, agentsync_reallocarray, agentsync_mallocarray, free,
  };
  return git_libgit2_opts(GIT_OPT_SET_ALLOCATOR, &allocator);
}
#else
static inline int agentsync_use_standard_allocator(void) { return git_libgit2_init(); }
#endif

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

// Swift keeps its hands off fork, for the sake of programs with several threads.
static inline pid_t agentsync_fork(void) { return fork(); }

// Variadic, and known to Linux alone.
static inline void agentsync_end_with_parent(void) {
#if defined(__linux__)
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
}

// Lowers a limit of the process; one that is lower already stays.
static inline void agentsync_lower_limit(int resource, unsigned long long value) {
  struct rlimit limit;
  if (getrlimit(resource, &limit) != 0) return;
  if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > value) limit.rlim_max = value;
  if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > limit.rlim_max)
    limit.rlim_cur = limit.rlim_max;
  setrlimit(resource, &limit);
}
static inline void agentsync_lower_limits(
    unsigned long long memory, unsigned long long seconds, unsigned long long file) {
  agentsync_lower_limit(RLIMIT_AS, memory);
  agentsync_lower_limit(RLIMIT_CPU, seconds);
  agentsync_lower_limit(RLIMIT_FSIZE, file);
  agentsync_lower_limit(RLIMIT_CORE, 0);
}

// A macro, too.
static inline int agentsync_inflate_init(z_stream *stream) { return inflateInit(stream); }
