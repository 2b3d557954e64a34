// Runs a command and prints the most memory that it, or a child of its own, held at once, in MB.
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **arguments) {
  if (count < 2) return 129;
  pid_t child = fork();
  if (child < 0) return 128;
  if (child == 0) {
    if (!freopen("/dev/null", "w", stdout)) _exit(128);
    execvp(arguments[1], arguments + 1);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (waitpid(child, &status, 0) < 0 || getrusage(RUSAGE_CHILDREN, &usage) < 0) return 128;
  if (!WIFEXITED(status) || WEXITSTATUS(status) > 3) {
    fprintf(stderr, "peak: '%s' failed\n", arguments[1]);
    return 1;
  }
  printf("%.1f\n", (double)usage.ru_maxrss / 1024);
  return 0;
}
