/* document.c - a document on A4: filled from a template of the service, or made and signed by an agency, which came
 * with the answer to a look and is printed byte for byte (sheet.h).
 *
 * An agency's document is kept in memory only, as long as the visit. A core that was away asks the agency once more,
 * and prints what comes only when it is the same. */
#include "base/memfile.h"
#include "base/text.h"
#include "base/words.h"
#include "desk/desk.h"
#include "desk/rows.h"
#include "desk/sheet.h"
#include "domain/pdf.h"
#include "domain/template.h"

#include <string.h>
#include <unistd.h>

enum { LOOK_MS = 15000 };

/* --- an agency's own -------------------------------------------------------------------------------------------------
 */

static bool fd_fits(const json_t *said, int fd)
{
    char *bytes;
    size_t n;
    if (fd < 0 || memfile_read("document of an agency", fd, PDF_MAX, &bytes, &n) < 0)
        return false;
    bool fits = pdf_fits(said, bytes, n);
    wipe_free(bytes, n);
    return fits;
}

bool document_keep(struct visit *visit, const json_t *value)
{
    const json_t *said = json_object_get(value, "document");
    int fd = said ? agency_take_document(&visit->desk->agencies) : -1;
    if (!said)
        return true;
    if (!fd_fits(said, fd)) {
        if (fd >= 0)
            close(fd);
        return false;
    }
    document_forget(visit);
    visit->file = fd;
    snprintf(visit->file_hash, sizeof visit->file_hash, "%s", json_text(said, "sha256"));
    return true;
}

void document_forget(struct visit *visit)
{
    if (visit->file >= 0)
        close(visit->file);
    visit->file = -1;
    *visit->file_hash = 0;
}

static const json_t *wanted(const struct visit *visit)
{
    return json_object_get(visit->step.options, "file");
}

static bool is_here(const struct visit *visit)
{
    return visit->file >= 0 && text_is(visit->file_hash, json_text(wanted(visit), "sha256"));
}

/* The look that brought it; NULL: the script made it up. */
static const json_t *look_of(const struct visit *visit)
{
    for (size_t n = rows_count(visit); n > 0; n--) {
        const json_t *row = rows_get(visit, n - 1);
        const json_t *said = json_object_get(json_object_get(row, "value"), "document");
        if (text_is(json_text(row, "kind"), "look") && rows_is_mine(visit, n - 1) && json_equal(said, wanted(visit)))
            return json_object_get(row, "options");
    }
    return NULL;
}

/* --- printing --------------------------------------------------------------------------------------------------------
 */

static json_t *instead(const struct visit *visit)
{
    const char *link = json_text(visit->step.options, "link");
    return json_pack("{sb,ss,ss*}", "document", true, "title", sheet_title(visit), "qr", *link ? link : NULL);
}

static void print(struct visit *visit);
static void on_ended(struct visit *visit, const char *reason, const char *code);

static const struct printing document_printing = {"document", "document", sheet_leaves, on_ended};
static const struct sheet document = {&document_printing, print, instead, NULL};

static void on_ended(struct visit *visit, const char *reason, const char *code)
{
    sheet_ended(visit, &document, reason, code);
}

static void on_asked_again(void *mine, bool ok, const json_t *value, int status)
{
    struct visit *visit = mine;
    (void)status;
    visit->look = 0;
    if (ok && document_keep(visit, value) && is_here(visit))
        print_file(visit, visit->file, visit->step.key, &document_printing);
    else
        on_ended(visit, "gone", "DOC-01");
}

static void fault(struct visit *visit)
{
    desk_call_staff(visit->desk, "FLW-08");
    visit_fault(visit, "service", "FLW-08", json_pack("[s,s]", "counter", "end"));
}

static void print_of_agency(struct visit *visit)
{
    const json_t *look = look_of(visit);
    const char *name = json_text(look, "name");
    if (!look) {
        author_blame(&visit->desk->author, visit_service(visit),
                     "main.lua: the file of %s came with no look of this visit", visit->step.key);
        fault(visit);
        return;
    }
    if (is_here(visit)) {
        print_file(visit, visit->file, visit->step.key, &document_printing);
        return;
    }
    visit_show_soon(visit, "look", turn_text("%.*s", (int)strcspn(name, "."), name), false);
    visit->look = agency_look(&visit->desk->agencies, turn_text("%.*s", (int)strcspn(name, "."), name), name,
                              json_incref(json_object_get(look, "input")), LOOK_MS, on_asked_again, visit);
}

static void print_from_template(struct visit *visit)
{
    const char *name = json_text(visit->step.options, "template");
    const json_t *template = json_object_get(json_object_get(visit->bundle.parsed, "documents"), name);
    char why[TEMPLATE_WHY] = "there is no such file";
    json_t *filled = template ? template_fill(template, name, json_object_get(visit->bundle.parsed, "words"),
                                              visit->row.language, json_object_get(visit->step.options, "with"), why)
                              : NULL;
    if (!filled) {
        author_blame(&visit->desk->author, visit_service(visit), "%s: %s", template_file(name), why);
        fault(visit);
        return;
    }
    json_t *data = print_data(visit);
    json_object_update(data, filled);
    json_decref(filled);
    print_page(visit, data, visit->step.key, &document_printing);
}

static void print(struct visit *visit)
{
    if (wanted(visit))
        print_of_agency(visit);
    else
        print_from_template(visit);
}

void document_start(struct visit *visit)
{
    sheet_start(visit, &document);
}

void document_answer(struct visit *visit, const json_t *value)
{
    sheet_answer(visit, &document, value);
}
