/* Makes the n-th write below a folder fail, or kills the process there. Loaded with LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static char root[4096];
static long at = 0, seen = 0;
static int mode = 0; /* 0: only count, 1: fail once, 2: fail from there on, 3: kill */

void faults_arm(const char *folder, long n, int how) {
    strncpy(root, folder, sizeof root - 1);
    at = n;
    seen = 0;
    mode = how;
}
long faults_seen(void) { return seen; }

static int refused(void) {
    long n = __sync_add_and_fetch(&seen, 1);
    if (mode == 3 && n == at) kill(getpid(), SIGKILL);
    if ((mode == 1 && n == at) || (mode == 2 && n >= at)) {
        errno = ENOSPC;
        return 1;
    }
    return 0;
}
static int inside(const char *path) { return root[0] && path && !strncmp(path, root, strlen(root)); }
static int below(int fd) {
    char link[64], path[4096];
    ssize_t n;
    if (!root[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    n = readlink(link, path, sizeof path - 1);
    if (n < 0) return 0;
    path[n] = 0;
    return inside(path);
}

#define ON_FD(type, name, declared, ...) \
    type name declared { \
        static type(*real) declared; \
        if (!real) real = dlsym(RTLD_NEXT, #name); \
        if (below(fd) && refused()) return -1; \
        return real(__VA_ARGS__); \
    }
#define ON_PATH(name, declared, ...) \
    int name declared { \
        static int(*real) declared; \
        if (!real) real = dlsym(RTLD_NEXT, #name); \
        if (inside(path) && refused()) return -1; \
        return real(__VA_ARGS__); \
    }

ON_FD(ssize_t, write, (int fd, const void *data, size_t n), fd, data, n)
ON_FD(ssize_t, pwrite, (int fd, const void *data, size_t n, off_t off), fd, data, n, off)
ON_FD(ssize_t, pwrite64, (int fd, const void *data, size_t n, off64_t off), fd, data, n, off)
ON_FD(ssize_t, writev, (int fd, const struct iovec *data, int n), fd, data, n)
ON_FD(int, fsync, (int fd), fd)
ON_FD(int, fdatasync, (int fd), fd)
ON_FD(int, ftruncate, (int fd, off_t n), fd, n)
ON_FD(int, ftruncate64, (int fd, off64_t n), fd, n)
ON_PATH(rename, (const char *path, const char *to), path, to)
ON_PATH(unlink, (const char *path), path)
ON_PATH(mkdir, (const char *path, mode_t m), path, m)
ON_PATH(rmdir, (const char *path), path)

#define OPENING(name) \
    int name(const char *path, int flags, ...) { \
        static int (*real)(const char *, int, ...); \
        va_list rest; \
        mode_t m; \
        if (!real) real = dlsym(RTLD_NEXT, #name); \
        va_start(rest, flags); \
        m = (flags & O_CREAT) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        if ((flags & O_CREAT) && inside(path) && access(path, F_OK) && refused()) return -1; \
        return real(path, flags, m); \
    }
OPENING(open)
OPENING(open64)
