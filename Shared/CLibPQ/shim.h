#pragma once
#include <libpq-fe.h>
#include <sys/prctl.h>

// The field codes of an error report. In libpq they are character macros, which Swift does not import.
enum groundswell_diag {
    DIAG_SEVERITY = PG_DIAG_SEVERITY_NONLOCALIZED,
    DIAG_SQLSTATE = PG_DIAG_SQLSTATE,
    DIAG_MESSAGE = PG_DIAG_MESSAGE_PRIMARY,
    DIAG_DETAIL = PG_DIAG_MESSAGE_DETAIL,
    DIAG_HINT = PG_DIAG_MESSAGE_HINT,
    DIAG_SCHEMA = PG_DIAG_SCHEMA_NAME,
    DIAG_TABLE = PG_DIAG_TABLE_NAME,
    DIAG_COLUMN = PG_DIAG_COLUMN_NAME,
    DIAG_CONSTRAINT = PG_DIAG_CONSTRAINT_NAME,
    DIAG_SOURCE_FUNCTION = PG_DIAG_SOURCE_FUNCTION,
};

// The name of the calling thread; prctl takes variable arguments, which Swift does not import.
static inline void name_this_thread(const char *name) { prctl(PR_SET_NAME, name); }
