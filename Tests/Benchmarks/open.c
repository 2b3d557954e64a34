// What a program pays that uses libgit2 as it comes: load it, open the repository here, end.
#include <git2.h>

int main(void) {
  git_repository *repository = NULL;
  if (git_libgit2_init() < 1) return 2;
  if (git_repository_open_ext(&repository, ".", 0, NULL) < 0) return 1;
  git_repository_free(repository);
  git_libgit2_shutdown();
  return 0;
}
