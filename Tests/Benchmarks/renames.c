// Prints a git fast-import stream of two commits, in the second of which every file has another path.
//
//   renames KIND FILES | git fast-import
//
// KIND is `exact` (a folder moved), `folder` (a folder moved, and a tenth of the lines of each file are
// others) or `names` (the same, and every file has a new name in another folder). A file has 62
// lines, of eight words each. The same arguments give the same commit ids on every machine.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 7;

// SplitMix64: two lines, and good enough for filling text.
static uint64_t next(void) {
  uint64_t z = (state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static unsigned below(unsigned bound) { return (unsigned)(next() % bound); }

enum { WORDS = 3000, LINES = 62, EDITS = 6, LONGEST = 10, WIDTH = 8 * LONGEST };

static char words[WORDS][LONGEST];
static char lines[LINES][WIDTH];

static void write_line(char *line) {
  line[0] = 0;
  for (int i = 0; i < 8; i++) {
    if (i > 0) strcat(line, " ");
    strcat(line, words[below(WORDS)]);
  }
}

static void blob(unsigned mark) {
  size_t size = 0;
  for (int i = 0; i < LINES; i++) size += strlen(lines[i]) + 1;
  printf("blob\nmark :%u\ndata %zu\n", mark, size);
  for (int i = 0; i < LINES; i++) printf("%s\n", lines[i]);
  putchar('\n');
}

int main(int count, char **arguments) {
  if (count != 3) return 129;
  const char *kind = arguments[1];
  int is_exact = strcmp(kind, "exact") == 0, is_named = strcmp(kind, "names") == 0;
  unsigned files = (unsigned)atoi(arguments[2]);
  for (int i = 0; i < WORDS; i++) {
    unsigned length = 2 + below(LONGEST - 3);
    for (unsigned k = 0; k < length; k++) words[i][k] = (char)('a' + below(26));
  }
  // Old and new blobs have the marks 2n + 1 and 2n + 2.
  for (unsigned n = 0; n < files; n++) {
    for (int i = 0; i < LINES; i++) write_line(lines[i]);
    blob(2 * n + 1);
    for (int i = 0; i < EDITS && !is_exact; i++) write_line(lines[below(LINES)]);
    if (!is_exact) blob(2 * n + 2);
  }
  printf("commit refs/heads/main\ncommitter A <a@example.com> 1700000000 +0000\ndata 4\nold\n\n");
  for (unsigned n = 0; n < files; n++)
    printf("M 100644 :%u agents/c%u/doc-%u.md\n", 2 * n + 1, n % 40, n);
  printf("\ncommit refs/heads/main\ncommitter A <a@example.com> 1700000001 +0000\ndata 4\nnew\n\n");
  printf("deleteall\n");
  for (unsigned n = 0; n < files; n++) {
    unsigned mark = is_exact ? 2 * n + 1 : 2 * n + 2;
    if (is_named)
      printf("M 100644 :%u lib/d%u/new-%08x.md\n", mark, n % 37, (unsigned)(next() >> 32));
    else
      printf("M 100644 :%u lib/c%u/doc-%u.md\n", mark, n % 40, n);
  }
  printf("\ndone\n");
  return 0;
}
