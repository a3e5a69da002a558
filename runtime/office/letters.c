/* letters.c - letters that arrive, and the list of them.
 *
 * The order of the checks is the point: the length (web took only whole bodies), then the signature over the raw bytes,
 * and only then is anything read. A letter that comes again gets the receipt it got before. */
#define _GNU_SOURCE
#include "office/office.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct letter {
    const char *agency, *id;
    char hash[JSON_HASH_TEXT];
};

static char *receipt_text(const char *agency, int64_t receipt)
{
    char *text = turn_text("%s-%06lld", agency, (long long)receipt);
    for (char *at = text; *at; at++)
        *at = (char)toupper((unsigned char)*at);
    return text;
}

static void answer_receipt(struct request *request, const char *agency, int64_t receipt)
{
    request_answer(request, 200, json_pack("{ss}", "receipt", receipt_text(agency, receipt)));
}

/* True when it was here before, and was answered. */
static bool is_known(struct office *office, struct request *request, const struct letter *letter)
{
    sqlite3_stmt *row = db_find(&office->db, "SELECT receipt, hash FROM letter WHERE agency = ? AND id = ?",
                                BIND(TEXT(letter->agency), TEXT(letter->id)));
    if (!row)
        return false;
    int64_t receipt = row_number(row, 0);
    bool same = strcmp(row_text(row, 1), letter->hash) == 0;
    db_enough(row);
    if (same)
        answer_receipt(request, letter->agency, receipt);
    else
        request_refuse(request, 409, "another letter has this id", "an id is drawn once, and never for other content");
    return true;
}

/* The ids in the headers and in the letter are one and the same. */
static bool ids_agree(struct request *request, const char *id)
{
    const char *key = request_header(request, "Idempotency-Key");
    if (strcmp(request_header(request, "webhook-id"), id) == 0 && strcmp(key, id) == 0)
        return true;
    request_refuse(request, 400, "the ids differ", "webhook-id, Idempotency-Key and the letter's id are the same");
    return false;
}

static void store_letter(struct office *office, struct request *request, const struct letter *letter)
{
    db_do(&office->db, "INSERT INTO letter (agency, id, hash, envelope, at) VALUES (?, ?, ?, ?, ?)",
          BIND(TEXT(letter->agency), TEXT(letter->id), TEXT(letter->hash), TEXT(request->body), NUMBER(office_now())));
    answer_receipt(request, letter->agency, db_id(&office->db));
}

static void take_letter(struct office *office, struct request *request, const struct letter *letter, const char *type,
                        const json_t *data)
{
    cases_take(office, letter->agency, type, data);
    documents_take(office, type, data);
    store_letter(office, request, letter);
}

void letters_post(void *mine, struct request *request)
{
    struct office *office = mine;
    struct letter letter = {.agency = office_agency(office, request)};
    json_t *envelope, *data;
    const char *why;
    if (!letter.agency || !office_signed(office, request, letter.agency) || !(envelope = request_json(request)))
        return;
    int code = envelope_check(&office->opener, envelope, &why);
    if (code < 0) {
        request_refuse(request, code == E_DENIED ? 403 : 400, "not a letter of our kiosk", "%s", why);
        return;
    }
    letter.id = json_text(envelope, "id");
    json_hash(envelope, letter.hash);
    if (!ids_agree(request, letter.id) || is_known(office, request, &letter))
        return;
    data = envelope_open(&office->opener, letter.agency, envelope, &why);
    if (!data)
        request_refuse(request, 422, "the letter cannot be read", "%s", why);
    else if ((why = schema_wrong(office, json_text(envelope, "type"), data)))
        request_refuse(request, 422, turn_text("the letter does not fit its schema: %s", why), "%s",
                       json_text(envelope, "dataschema"));
    else
        take_letter(office, request, &letter, json_text(envelope, "type"), data);
    json_wipe(data);
}

static json_t *open_letter(struct office *office, sqlite3_stmt *row, json_t **envelope)
{
    const char *text = row_text(row, 2), *why;
    *envelope = json_read("stored letter", text, strlen(text), JSON_MAX_DEPTH);
    return envelope_open(&office->opener, row_text(row, 1), *envelope, &why);
}

/* The part of that picture in a letter, or NULL. Borrowed. */
static const json_t *find_picture(const json_t *value, const char *sha256)
{
    const char *name;
    json_t *inner;
    size_t i;
    const json_t *found = strcmp(json_text(value, "sha256"), sha256) == 0 ? value : NULL;
    json_object_foreach ((json_t *)(uintptr_t)value, name, inner) {
        found = found ? found : find_picture(inner, sha256);
    }
    json_array_foreach (value, i, inner) {
        found = found ? found : find_picture(inner, sha256);
    }
    return found;
}

/* A picture is looked at by itself: a list of letters with all of them would be long. */
static void hide_pictures(json_t *value)
{
    const char *name;
    json_t *inner;
    size_t i;
    if (*json_text(value, "sha256"))
        json_object_del(value, "base64");
    json_object_foreach (value, name, inner) {
        hide_pictures(inner);
    }
    json_array_foreach (value, i, inner) {
        hide_pictures(inner);
    }
}

/* The envelope with what was sealed in place of the seal. */
static char *open_line(struct office *office, sqlite3_stmt *row)
{
    const char *agency = row_text(row, 1);
    json_t *envelope, *data = open_letter(office, row, &envelope);
    hide_pictures(data);
    json_object_del(envelope, "data_base64");
    json_object_set_new(envelope, "data", data ? data : json_null());
    json_object_set_new(envelope, "agency", json_string(agency));
    json_object_set_new(envelope, "receipt", json_string(receipt_text(agency, row_number(row, 0))));
    char *line = json_write(envelope);
    json_wipe(envelope);
    return line;
}

static bool may_read(struct office *office, struct request *request)
{
    if (request_is_local(request))
        return request_may(request, office->officers);
    request_refuse(request, 403, "not from here", "opened letters are shown on this machine only");
    return false;
}

void pictures_get(void *mine, struct request *request)
{
    struct office *office = mine;
    json_t *found = NULL;
    if (!may_read(office, request))
        return;
    sqlite3_stmt *row =
        db_find(&office->db, "SELECT receipt, agency, envelope FROM letter ORDER BY receipt DESC", NULL);
    while (row && !found) {
        json_t *envelope, *data = open_letter(office, row, &envelope);
        found = json_deep_copy(find_picture(data, request->part[0]));
        json_wipe(data);
        json_decref(envelope);
        if (found)
            db_enough(row);
        else
            row = db_next(&office->db, row);
    }
    if (found)
        request_answer(request, 200, found);
    else
        request_refuse(request, 404, "no such picture", "the address ends with the sha256 that stands in a letter");
}

void letters_get(void *mine, struct request *request)
{
    struct office *office = mine;
    if (!may_read(office, request))
        return;
    char *all = NULL;
    size_t n = 0;
    FILE *lines = open_memstream(&all, &n);
    must(lines);
    for (sqlite3_stmt *row =
             db_find(&office->db, "SELECT receipt, agency, envelope FROM letter ORDER BY receipt", NULL);
         row; row = db_next(&office->db, row)) {
        char *line = open_line(office, row);
        fprintf(lines, "%s\n", line);
        wipe_text(line);
    }
    fclose(lines);
    request_text(request, 200, "application/x-ndjson", all);
    wipe_free(all, n);
}
