// Tells the thread sanitizer of the slow path of Swift's Synchronization.Mutex. The fast path is compiled into our own
// code, where the sanitizer sees its atomics; who has to wait goes through two functions of a library that is built without
// it. Preloaded, these two stand in their place, call them, and say what they order.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

// Of the sanitizer's runtime, which lies in the program; absent in programs without it (`swift test` itself).
extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

typedef __attribute__((swiftcall)) void lock_function(uint32_t, __attribute__((swift_context)) void *);
typedef __attribute__((swiftcall)) void unlock_function(__attribute__((swift_context)) void *);

static void *next(const char *name) {
    void *function = dlsym(RTLD_NEXT, name);
    if (function) return function;
    fprintf(stderr, "mutex.c: the library Synchronization has no %s any more\n", name);
    abort();
}

__attribute__((swiftcall)) void lock_slow(uint32_t state, __attribute__((swift_context)) void *self) __asm__(LOCK);
__attribute__((swiftcall)) void unlock_slow(__attribute__((swift_context)) void *self) __asm__(UNLOCK);

__attribute__((swiftcall)) void lock_slow(uint32_t state, __attribute__((swift_context)) void *self) {
    static lock_function *real;
    if (!real) real = (lock_function *)next(LOCK);
    real(state, self);
    if (__tsan_acquire) __tsan_acquire(self);
}

__attribute__((swiftcall)) void unlock_slow(__attribute__((swift_context)) void *self) {
    static unlock_function *real;
    if (!real) real = (unlock_function *)next(UNLOCK);
    if (__tsan_release) __tsan_release(self);
    real(self);
}
