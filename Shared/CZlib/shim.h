#pragma once
#include <string.h>
#include <zlib.h>

// Begins to unpack a gzip file. inflateInit2 is a macro, which Swift does not import; 31 is the largest window, and only
// gzip's own frame.
static inline int begin_gunzip(z_stream *stream) {
    memset(stream, 0, sizeof *stream);
    return inflateInit2(stream, 31);
}
