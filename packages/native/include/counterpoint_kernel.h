/* A kernel of your own for @counterpoint/native: plain C, no other header needed.
 *
 *   #include <counterpoint_kernel.h>
 *
 *   COUNTERPOINT_KERNEL(scale) {
 *     const double *in = (const double *)work->in;
 *     double *out = (double *)work->out;
 *     for (uint64_t i = work->begin; i < work->end; ++i) out[i] = 2 * in[i];
 *     return 0;
 *   }
 *
 * `counterpoint kernel build scale.c` compiles it, loadKernel(path, 'scale') runs it. It is called on several threads at
 * once, each time with other items; it may call nothing of Node. A C++ exception that leaves it rejects the call with its
 * text. */
#ifndef COUNTERPOINT_KERNEL_H
#define COUNTERPOINT_KERNEL_H

#include <stdint.h>
#if defined(__cpp_exceptions)
#include <exception>
#endif

/* Grows when counterpoint_work changes; a library of another version is refused when it is loaded. */
#define COUNTERPOINT_KERNEL_ABI 2

/* Room for what a kernel says of a failure, with the zero at its end. */
#define COUNTERPOINT_MESSAGE_BYTES 256

/* One piece of the work. All memory belongs to the caller and outlives the piece. */
typedef struct counterpoint_work {
  uint64_t begin;      /* the first item, counted from 0 */
  uint64_t end;        /* one past the last item; begin < end */
  const void *in;      /* the option `in`; NULL if it was not given or is empty */
  uint64_t in_bytes;
  void *out;           /* the option `out`; NULL if it was not given or is empty */
  uint64_t out_bytes;
  const void *data;    /* the option `data`: parameters of your own; NULL if it was not given or is empty */
  uint64_t data_bytes;
  uint32_t lane;       /* 0 .. threads - 1; one lane never runs on two threads at once, so out[lane] needs no lock */
  uint32_t threads;    /* the option `threads` */
  const int32_t *stop; /* read it by counterpoint_stopped */
  char *message;       /* written by counterpoint_failed */
} counterpoint_work;

/* Returns 0, or a number of your own that rejects the call (not INT32_MIN, which says that it threw). */
typedef int32_t (*counterpoint_kernel)(const counterpoint_work *work);

/* Tells whether the caller wants no more results; look every millisecond or so where a piece takes longer than that. */
static inline int counterpoint_stopped(const counterpoint_work *work) {
#if defined(__GNUC__)
  return __atomic_load_n(work->stop, __ATOMIC_RELAXED) != 0;
#else
  return *(const volatile int32_t *)work->stop != 0;
#endif
}

/* Gives back `code`, for the kernel to return, and has the error tell `text` (UTF-8; what does not fit is cut off). */
static inline int32_t counterpoint_failed(const counterpoint_work *work, int32_t code, const char *text) {
  int i = 0;
  for (; i < COUNTERPOINT_MESSAGE_BYTES - 1 && text[i] != '\0'; ++i) work->message[i] = text[i];
  work->message[i] = '\0';
  return code;
}

#if defined(_WIN32)
#define COUNTERPOINT_EXPORT __declspec(dllexport)
#else
#define COUNTERPOINT_EXPORT __attribute__((visibility("default")))
#endif

#if defined(__cplusplus)
#define COUNTERPOINT_C extern "C"
#else
#define COUNTERPOINT_C
#endif

/* What a kernel returns for an exception that left its body: it may not go on into the addon, whose C++ runtime is
 * another one, so its text is copied. */
#define COUNTERPOINT_KERNEL_THREW INT32_MIN

#if defined(__cpp_exceptions)
#define COUNTERPOINT_GUARDED(call)                                                     \
  try {                                                                                \
    return call;                                                                       \
  } catch (const std::exception &error) {                                              \
    return counterpoint_failed(work, COUNTERPOINT_KERNEL_THREW, error.what());         \
  } catch (...) {                                                                      \
    return counterpoint_failed(work, COUNTERPOINT_KERNEL_THREW, "no std::exception");  \
  }
#else
#define COUNTERPOINT_GUARDED(call) return call;
#endif

/* Begins the definition of a kernel, whose one parameter is `const counterpoint_work *work`. Beside it, the library
 * exports the version that it was compiled for. */
#define COUNTERPOINT_KERNEL(name)                                                   \
  COUNTERPOINT_C COUNTERPOINT_EXPORT uint32_t name##_counterpoint_abi(void);        \
  COUNTERPOINT_C COUNTERPOINT_EXPORT uint32_t name##_counterpoint_abi(void) {       \
    return COUNTERPOINT_KERNEL_ABI;                                                 \
  }                                                                                 \
  static int32_t name##_counterpoint_body(const counterpoint_work *work);           \
  COUNTERPOINT_C COUNTERPOINT_EXPORT int32_t name(const counterpoint_work *work);   \
  COUNTERPOINT_C COUNTERPOINT_EXPORT int32_t name(const counterpoint_work *work) {  \
    COUNTERPOINT_GUARDED(name##_counterpoint_body(work))                            \
  }                                                                                 \
  static int32_t name##_counterpoint_body(const counterpoint_work *work)

#endif
