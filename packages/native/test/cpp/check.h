#pragma once

#include <cstdio>
#include <cstdlib>

/// Ends the program where a condition does not hold: the line of the test is what one needs to know.
#define CHECK(condition)                                                              \
  do {                                                                                \
    if (!(condition)) {                                                               \
      std::fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition); \
      std::exit(1);                                                                   \
    }                                                                                 \
  } while (false)
