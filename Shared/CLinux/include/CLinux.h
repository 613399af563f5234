#pragma once

// The few system calls of Linux that Swift's Glibc overlay does not import. Every function returns 0 (or a
// descriptor) on success and a negative errno on failure, so that no caller has to read errno across languages.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// Who is at the other end of a connected Unix socket (SO_PEERCRED), as of its connect().
int clinux_peer_credentials(int fd, pid_t *pid, uid_t *uid, gid_t *gid);

// The supplementary groups of that peer (SO_PEERGROUPS). `count` holds the room in `groups` on entry and the number of
// groups afterwards; -ERANGE says the room was too small and `count` what is needed.
int clinux_peer_groups(int fd, gid_t *groups, size_t *count);

// The address family of any socket (SO_DOMAIN), for example AF_UNIX.
int clinux_socket_family(int fd);

// Whether the socket is a stream socket that is listening: 1, 0 or a negative errno.
int clinux_is_listening_stream(int fd);

// A close-on-exec, non-blocking Unix socket; `stream` says stream or datagram.
int clinux_unix_socket(bool stream);

// bind() and connect() to a Unix address; `abstract` puts it in Linux's abstract name space (no leading '@' or NUL in
// `name`). -ENAMETOOLONG when it does not fit into 107 bytes.
int clinux_bind_unix(int fd, const char *name, size_t length, bool abstract);
int clinux_connect_unix(int fd, const char *name, size_t length, bool abstract);

// An event counter for waking a thread that waits in poll(); close-on-exec, non-blocking.
int clinux_eventfd(void);

// Adds one to the counter, waking who polls it. Safe from any thread.
int clinux_eventfd_signal(int fd);

// Sets the counter back to zero and returns 0, also when it was zero already.
int clinux_eventfd_clear(int fd);

// The last occurrence of a byte (memrchr, which is a GNU extension), or NULL.
const void *clinux_memrchr(const void *bytes, int byte, size_t count);

// Gives the pages of freed memory back to the system (malloc_trim, which is glibc's own).
void clinux_release_free_memory(void);

// Blocks of so many bytes and more are mapped each by itself, and unmapped when they are freed (M_MMAP_THRESHOLD).
void clinux_map_large_blocks(int bytes);
