// What starting a program costs at least.
#include <stdio.h>

int main(void) {
  puts("hello");
  return 0;
}
