/* state.c - see state.h. Reasons come with or without -report, -warning, -error, and what a severity means differs from
 * printer to printer: only what is said counts. */
#include "ipp/state.h"

#include "base/text.h"

#include <string.h>

static const struct reason {
    const char *keyword; /* of printer-state-reasons */
    const char *device, *media, *detail, *result;
} reasons[] = {
    /* the first that is there counts: an open cover hides what else is wrong */
    {"cover-open", "offline", "unknown", "cover", "jam"},
    {"door-open", "offline", "unknown", "cover", "jam"},
    {"interlock-open", "offline", "unknown", "cover", "jam"},
    {"media-jam", "offline", "jammed", "jam", "jam"},
    {"input-tray-missing", "offline", "out", "empty", "empty"},
    {"media-empty", "offline", "out", "empty", "empty"},
    {"media-needed", "offline", "out", "empty", "empty"},
    {"marker-supply-empty", "offline", "unknown", "toner", "jam"},
    {"toner-empty", "offline", "unknown", "toner", "jam"},
    {"output-area-full", "offline", "unknown", "output", "jam"},
    {"paused", "offline", "unknown", "paused", "gone"},
    {"shutdown", "offline", "unknown", "paused", "gone"},
    {"offline", "offline", "unknown", "silent", "gone"},
    {"connecting-to-device", "offline", "unknown", "silent", "gone"},
    {"media-low", "online", "low", "", NULL},
    {"marker-supply-low", "online", "full", "toner", NULL},
    {"toner-low", "online", "full", "toner", NULL},
};

static bool says(ipp_t *ipp, const char *name, const char *keyword)
{
    ipp_attribute_t *attr = ippFindAttribute(ipp, name, IPP_TAG_ZERO);
    size_t n = strlen(keyword);
    for (int i = 0; i < ippGetCount(attr); i++) {
        const char *text = ippGetString(attr, i, NULL), *end = text ? text + n : "";
        if (text && strncmp(text, keyword, n) == 0 &&
            (!*end || strcmp(end, "-report") == 0 || strcmp(end, "-warning") == 0 || strcmp(end, "-error") == 0))
            return true;
    }
    return false;
}

static bool begins(ipp_t *ipp, const char *name, const char *with)
{
    ipp_attribute_t *attr = ippFindAttribute(ipp, name, IPP_TAG_ZERO);
    for (int i = 0; i < ippGetCount(attr); i++) {
        const char *text = ippGetString(attr, i, NULL);
        if (text && strncmp(text, with, strlen(with)) == 0)
            return true;
    }
    return false;
}

static bool has(ipp_t *ipp, const char *name)
{
    return ippFindAttribute(ipp, name, IPP_TAG_ZERO) != NULL;
}

static int number(ipp_t *ipp, const char *name, int otherwise)
{
    ipp_attribute_t *attr = ippFindAttribute(ipp, name, IPP_TAG_ZERO);
    ipp_tag_t tag = attr ? ippGetValueTag(attr) : IPP_TAG_ZERO;
    return tag == IPP_TAG_INTEGER || tag == IPP_TAG_ENUM ? ippGetInteger(attr, 0) : otherwise;
}

static const struct reason *find_reason(ipp_t *ipp)
{
    static const struct reason well = {"", "online", "full", "", NULL},
                               stopped = {"", "offline", "unknown", "stopped", "gone"};
    for (size_t i = 0; i < COUNT(reasons); i++)
        if (says(ipp, "printer-state-reasons", reasons[i].keyword))
            return &reasons[i];
    ipp_attribute_t *accepting = ippFindAttribute(ipp, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
    bool refuses = accepting && !ippGetBoolean(accepting, 0);
    return refuses || number(ipp, "printer-state", IPP_PSTATE_IDLE) == IPP_PSTATE_STOPPED ? &stopped : &well;
}

/* Who does not say what lies in it is believed what it takes when nobody says. */
static bool has_a4(ipp_t *ipp)
{
    return begins(ipp, has(ipp, "media-ready") ? "media-ready" : "media-default", "iso_a4_");
}

void state_read(ipp_t *ipp, struct printer_state *to)
{
    const struct reason *reason = find_reason(ipp);
    *to = (struct printer_state){.device = reason->device,
                                 .media = reason->media,
                                 .detail = reason->detail,
                                 .result = reason->result,
                                 .a4 = has_a4(ipp),
                                 .pdf = says(ipp, "document-format-supported", "application/pdf"),
                                 .spooler = has(ipp, "cups-version")};
}

/* time-at-processing has no value as long as the job only waited. */
static bool was_processed(ipp_t *ipp)
{
    ipp_attribute_t *at = ippFindAttribute(ipp, "time-at-processing", IPP_TAG_ZERO);
    return !at || ippGetValueTag(at) == IPP_TAG_INTEGER;
}

void job_read(ipp_t *ipp, struct job_state *to)
{
    int state = number(ipp, "job-state", IPP_JSTATE_PROCESSING);
    int sides = number(ipp, "job-impressions-completed", -1), sheets = number(ipp, "job-media-sheets-completed", -1);
    *to =
        (struct job_state){.over = state >= IPP_JSTATE_CANCELED,
                           .completed = state == IPP_JSTATE_COMPLETED,
                           .errors = says(ipp, "job-state-reasons", "job-completed-with-errors"),
                           .begun = state == IPP_JSTATE_PROCESSING || state == IPP_JSTATE_STOPPED || was_processed(ipp),
                           .pages = sides > sheets ? sides : sheets};
}

/* Each job is a group of its own; libcups puts an attribute without a name between them. */
int jobs_find(ipp_t *ipp, const char *user)
{
    int job = 0;
    bool ours = false;
    for (ipp_attribute_t *at = ippFirstAttribute(ipp); at && !(job && ours); at = ippNextAttribute(ipp)) {
        const char *name = ippGetName(at);
        if (!name) {
            job = 0;
            ours = false;
        } else if (text_is(name, "job-id")) {
            job = ippGetInteger(at, 0);
        } else if (text_is(name, "job-originating-user-name")) {
            const char *whose = ippGetString(at, 0, NULL); /* NULL: it may say that it does not say */
            ours = whose && text_is(whose, user);
        }
    }
    return ours ? job : 0;
}
