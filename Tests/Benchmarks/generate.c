// Prints a git fast-import stream of a repository with a library of agents in it.
//
//   generate SEED FILES AGENTS | git fast-import
//
// FILES is the number of files in all, AGENTS how many of them are agents; each agent has a body of
// about 3 kB, and every second one a folder with two parts. The same arguments give the same
// commit id on every machine.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

// SplitMix64: two lines, and good enough for filling text.
static uint64_t next(void) {
  uint64_t z = (state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static unsigned below(unsigned bound) { return (unsigned)(next() % bound); }

static const char *const words[] = {
    "plan",    "review",  "the",   "change", "before",  "tests",    "and",    "ask",
    "when",    "context", "is",    "small",  "keep",    "each",     "step",   "explain",
    "result",  "source",  "index", "branch", "release", "measure",  "output", "never",
    "assume",  "what",    "a",     "person", "needs",   "next",     "write",  "short",
    "notes",   "for",     "team",  "and",    "commit",  "together", "with",   "reason",
};
static const char *const categories[] = {"analysis", "build", "core", "data", "review", "writing"};
static const char *const tools[] = {"search", "edit", "execute", "read", "web", "todo"};

enum { WORDS = sizeof words / sizeof *words, CATEGORIES = 6, TOOLS = 6, LIMIT = 16384 };

// The file that is being written; fast-import wants its length first.
static char text[LIMIT];
static size_t length;

static void add(const char *more) {
  size_t size = strlen(more);
  if (length + size >= LIMIT) abort();
  memcpy(text + length, more, size + 1);
  length += size;
}

static void sentence(unsigned count) {
  for (unsigned i = 0; i < count; i++) {
    if (i > 0) add(" ");
    add(words[below(WORDS)]);
  }
  add(".\n");
}

static void section(const char *title, unsigned bullets) {
  char line[80];
  snprintf(line, sizeof line, "\n## %s\n\n", title);
  add(line);
  sentence(30 + below(20));
  add("\n");
  for (unsigned i = 0; i < bullets; i++) {
    add("- ");
    sentence(8 + below(8));
  }
}

static void file(const char *path) {
  printf("M 100644 inline %s\ndata %zu\n", path, length);
  fwrite(text, 1, length, stdout);
  putchar('\n');
  length = 0;
}

static unsigned agent(unsigned number) {
  char name[40], path[200], line[200];
  const char *category = categories[number % CATEGORIES];
  int folder = number % 2 == 0;
  snprintf(name, sizeof name, "%s-%s-%04u", words[below(WORDS)], words[below(WORDS)], number);

  snprintf(line, sizeof line, "---\nname: %s\ndescription: ", name);
  add(line);
  sentence(9);
  snprintf(line, sizeof line, "tools: [%s, %s]\nversion: 1.%u.0\n---\n\n# %s\n\n",
           tools[below(TOOLS)], tools[below(TOOLS)], below(9), name);
  add(line);
  sentence(40);
  if (folder) add("\n@modules/workflow.md and [the checklist](checklists/done.md) hold the steps.\n");
  section("Purpose", 3);
  section("How it works", 8);
  section("What it never does", 6);
  section("Examples", 8);
  add("\n```sh\ngit diff --stat\n```\n");
  section("Afterwards", 5);

  if (!folder) {
    snprintf(path, sizeof path, "agents/%s/%s.md", category, name);
    file(path);
    return 1;
  }
  snprintf(path, sizeof path, "agents/%s/%s/%s.md", category, name, name);
  file(path);
  add("# Workflow\n");
  section("Steps", 9);
  snprintf(path, sizeof path, "agents/%s/%s/modules/workflow.md", category, name);
  file(path);
  add("# Done\n\n");
  for (unsigned i = 0; i < 12; i++) {
    add("- [ ] ");
    sentence(7);
  }
  snprintf(path, sizeof path, "agents/%s/%s/checklists/done.md", category, name);
  file(path);
  return 3;
}

int main(int count, char **arguments) {
  if (count != 4) {
    fprintf(stderr, "usage: generate SEED FILES AGENTS | git fast-import\n");
    return 129;
  }
  state = strtoull(arguments[1], NULL, 10);
  unsigned files = (unsigned)strtoul(arguments[2], NULL, 10);
  unsigned agents = (unsigned)strtoul(arguments[3], NULL, 10);

  printf("feature done\ncommit refs/heads/main\n"
         "committer Bench <bench@example.com> 1700000000 +0000\ndata 8\nlibrary\n\n");
  unsigned written = 0;
  for (unsigned i = 0; i < agents; i++) written += agent(i);
  for (unsigned i = 0; written < files; i++, written++) {
    char path[80];
    // Some hundred files a folder, three folders deep, as in a large source tree.
    snprintf(path, sizeof path, "src/part-%02u/unit-%03u/file-%06u.txt", i / 10000, i / 100 % 100, i);
    for (unsigned line = 0; line < 4; line++) sentence(10);
    file(path);
  }
  printf("done\n");
  return 0;
}
