// What Swift cannot call of libgit2 by itself, and nothing else.
#pragma once
#include <git2.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

#if LIBGIT2_VER_MAJOR < 1 || (LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR < 5)
#error "git-agentsync needs libgit2 1.5 or later"
#endif

// git_libgit2_opts is variadic, which Swift cannot import; one wrapper for each option that is used.
static inline int agentsync_enable_fsync_gitdir(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled);
}
