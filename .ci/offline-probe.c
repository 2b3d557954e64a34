// Opens the repository it is told, to prove that the libgit2 just linked is whole.
#include <git2.h>

int main(int count, char **arguments) {
  git_repository *repository = NULL;
  if (count != 2 || git_libgit2_init() < 1) return 2;
  if (git_repository_open_bare(&repository, arguments[1]) < 0) return 1;
  git_repository_free(repository);
  return 0;
}
