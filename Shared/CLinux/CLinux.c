#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <malloc.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// Older C libraries lack the name; the number is the kernel's interface.
#ifndef SO_PEERGROUPS
#define SO_PEERGROUPS 59
#endif

int clinux_peer_credentials(int fd, pid_t *pid, uid_t *uid, gid_t *gid) {
    struct ucred credentials;
    socklen_t length = sizeof credentials;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &length) != 0) return -errno;
    *pid = credentials.pid;
    *uid = credentials.uid;
    *gid = credentials.gid;
    return 0;
}

int clinux_peer_groups(int fd, gid_t *groups, size_t *count) {
    socklen_t length = (socklen_t)(*count * sizeof(gid_t));
    int result = getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, groups, &length);
    int error = errno;
    *count = length / sizeof(gid_t);
    return result == 0 ? 0 : -error;
}

int clinux_socket_family(int fd) {
    int family = 0;
    socklen_t length = sizeof family;
    return getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &family, &length) == 0 ? family : -errno;
}

int clinux_is_listening_stream(int fd) {
    int type = 0, listening = 0;
    socklen_t length = sizeof type;
    if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &length) != 0) return -errno;
    length = sizeof listening;
    if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &length) != 0) return -errno;
    return type == SOCK_STREAM && listening;
}

int clinux_unix_socket(bool stream) {
    int fd = socket(AF_UNIX, (stream ? SOCK_STREAM : SOCK_DGRAM) | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    return fd >= 0 ? fd : -errno;
}

static int address(struct sockaddr_un *into, socklen_t *size, const char *name, size_t length, bool abstract) {
    memset(into, 0, sizeof *into);
    into->sun_family = AF_UNIX;
    if (length + 1 > sizeof into->sun_path) return -ENAMETOOLONG;
    memcpy(into->sun_path + (abstract ? 1 : 0), name, length);
    *size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length + 1);
    return 0;
}

int clinux_bind_unix(int fd, const char *name, size_t length, bool abstract) {
    struct sockaddr_un to;
    socklen_t size;
    int failed = address(&to, &size, name, length, abstract);
    if (failed) return failed;
    return bind(fd, (struct sockaddr *)&to, size) == 0 ? 0 : -errno;
}

int clinux_connect_unix(int fd, const char *name, size_t length, bool abstract) {
    struct sockaddr_un to;
    socklen_t size;
    int failed = address(&to, &size, name, length, abstract);
    if (failed) return failed;
    return connect(fd, (struct sockaddr *)&to, size) == 0 ? 0 : -errno;
}

int clinux_eventfd(void) {
    int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return fd >= 0 ? fd : -errno;
}

int clinux_eventfd_signal(int fd) { return eventfd_write(fd, 1) == 0 ? 0 : -errno; }

int clinux_eventfd_clear(int fd) {
    eventfd_t value;
    if (eventfd_read(fd, &value) == 0 || errno == EAGAIN) return 0;
    return -errno;
}

const void *clinux_memrchr(const void *bytes, int byte, size_t count) { return memrchr(bytes, byte, count); }

void clinux_release_free_memory(void) {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

void clinux_map_large_blocks(int bytes) {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, bytes);
#else
    (void)bytes;
#endif
}
