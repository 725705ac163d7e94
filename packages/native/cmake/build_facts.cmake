# Writes build_facts.h; leaves it alone when nothing changed, so that an up-to-date build stays up to date.
set(COMMIT "")
find_program(GIT git)
if(GIT)
  execute_process(COMMAND ${GIT} log -1 --format=%h -- .
    WORKING_DIRECTORY ${SOURCE} OUTPUT_VARIABLE COMMIT OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
if(NOT COMMIT)
  set(COMMIT "unknown")
endif()
set(FACTS "#pragma once
#define COUNTERPOINT_FLAGS \"${FLAGS}\"
#define COUNTERPOINT_TARGET \"${TARGET}\"
#define COUNTERPOINT_COMMIT \"${COMMIT}\"
")
set(OLD "")
if(EXISTS ${OUTPUT})
  file(READ ${OUTPUT} OLD)
endif()
if(NOT OLD STREQUAL FACTS)
  file(WRITE ${OUTPUT} "${FACTS}")
endif()
