// Swift's Glibc leaves epoll out.
#pragma once
#include <sys/epoll.h>
