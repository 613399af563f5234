// Tells the thread sanitizer of what Swift's own libraries order without its seeing it: they are built without it.
// Preloaded, the functions here stand in place of theirs, call them, and say what they order.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

// Of the sanitizer's runtime, which lies in the program; absent in programs without it (`swift test` itself).
extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self

// The function of that name which stands behind ours.
static void *next(const char *name) {
    void *function = dlsym(RTLD_NEXT, name);
    if (function) return function;
    fprintf(stderr, "orders.c: Swift's libraries have no %s any more\n", name);
    abort();
}

// Synchronization.Mutex. Taking it when it is free, and giving it back when nobody waits, is compiled into our own code,
// where the sanitizer sees the atomics; who has to wait, or has somebody waiting, goes through these two.
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT void lock_slow(uint32_t state, SELF) __asm__(LOCK);
SWIFT void unlock_slow(SELF) __asm__(UNLOCK);

SWIFT void lock_slow(uint32_t state, SELF) {
    static SWIFT void (*real)(uint32_t, SELF);
    if (!real) real = next(LOCK);
    real(state, self);
    if (__tsan_acquire) __tsan_acquire(self);
}

SWIFT void unlock_slow(SELF) {
    static SWIFT void (*real)(SELF);
    if (!real) real = next(UNLOCK);
    if (__tsan_release) __tsan_release(self);
    real(self);
}

// Continuations. Who resumes one tells the sanitizer so, by the address of its task, and a task that was suspended for it
// hears of it; one that finds it resumed already goes on without. It finds that at once, or after it has left its thread's
// context and entered it again.
enum { resumed = 2 };
struct continuation {
    void *context[3];
    uintptr_t status;
};

static void *(*current_task)(void);

static void hear_of_resuming(void) {
    if (!__tsan_acquire) return;
    if (!current_task) current_task = next("swift_task_getCurrent");
    void *task = current_task();
    if (task) __tsan_acquire(task);
}

__attribute__((swiftasynccall)) void swift_continuation_await(struct continuation *continuation) {
    static __attribute__((swiftasynccall)) void (*real)(struct continuation *);
    if (!real) real = next("swift_continuation_await");
    if (__atomic_load_n(&continuation->status, __ATOMIC_ACQUIRE) == resumed) hear_of_resuming();
    __attribute__((musttail)) return real(continuation);
}

void swift_task_enterThreadLocalContext(char *context) {
    static void (*real)(char *);
    if (!real) real = next("swift_task_enterThreadLocalContext");
    real(context);
    hear_of_resuming();
}
