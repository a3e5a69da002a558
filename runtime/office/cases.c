/* cases.c - how each case stands, as its officers decided, and what the agency says of it when it is asked.
 *
 * Two questions are answered: AGENCY.case, by whoever has the number; and any other look with a `case`, which asks for
 * a word (kua.akad: did it take place?). What an officer decides is an order from this machine; the answers hold no
 * personal data, because a number can be found. */
#include "office/office.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 240, ITEM_MAX = 80, MISSING_MAX = 6 };

static void put(struct office *office, const char *agency, const json_t *data, const char *state)
{
    db_do(&office->db,
          "INSERT INTO dossier (agency, number, service, state, at) VALUES (?, ?, ?, ?, ?)"
          " ON CONFLICT (agency, number) DO UPDATE SET state = excluded.state, at = excluded.at"
          " WHERE state IN ('waiting', 'withdrawn')",
          BIND(TEXT(agency), TEXT(json_text(data, "case")), TEXT(json_text(data, "service")), TEXT(state),
               NUMBER(office_now())));
}

void cases_take(struct office *office, const char *agency, const char *type, const json_t *data)
{
    if (text_is(type, "id.anjungan.case.held"))
        put(office, agency, data, "waiting");
    else if (text_is(type, "id.anjungan.case.withdrawn"))
        put(office, agency, data, "withdrawn");
    else
        put(office, agency, data, "received");
}

/* --- answers ---------------------------------------------------------------------------------------------------------
 */

static json_t *how_it_stands(sqlite3_stmt *row)
{
    const char *missing = row_text(row, 2), *until = row_text(row, 3), *text = row_text(row, 1);
    json_t *value = json_pack("{ss}", "state", row_text(row, 0));
    json_object_set_new(value, "missing", *missing ? json_loads(missing, 0, NULL) : json_array());
    if (*text)
        json_object_set_new(value, "text", json_string(text));
    if (*until)
        json_object_set_new(value, "until", json_string(until));
    return value;
}

/* Cases of a kiosk that nobody has, one of each state: so that everybody can see what a citizen sees of it. */
static const struct {
    const char *state, *missing[3], *text;
    int days; /* 0: no last day */
} invented[] = {
    {"received", {NULL}, NULL, 0},
    {"accepted", {NULL}, "Dokumen Anda sedang dicetak.", 3},
    {"more", {"Pas foto 4x6 latar merah, 6 lembar", "Fotokopi Kartu Keluarga"}, "Foto yang Anda bawa buram.", 14},
    {"ready", {NULL}, NULL, 30},
    {"rejected", {NULL}, "Nama di akta kelahiran berbeda dengan nama di KTP.", 0},
    {"waiting", {NULL}, NULL, 0},
    {"withdrawn", {NULL}, NULL, 0},
};

static bool is_invented(const char *number)
{
    const char *kiosk = strchr(number, '-');
    return kiosk && strncmp(kiosk, "-99-", 4) == 0;
}

static json_t *invent(const char *number)
{
    char until[11] = "";
    size_t n = (size_t)(number[strlen(number) - 1] - '1');
    if (n >= COUNT(invented))
        return NULL;
    json_t *missing = json_array();
    for (size_t i = 0; invented[n].missing[i]; i++)
        json_array_append_new(missing, json_string(invented[n].missing[i]));
    if (invented[n].days)
        day_write(day_from_number(day_number(clock_local(office_now()).day) + invented[n].days), until);
    return json_pack("{ss,so,ss*,ss*}", "state", invented[n].state, "missing", missing, "text", invented[n].text,
                     "until", *until ? until : NULL);
}

static json_t *look_case(struct office *office, const char *agency, const char *number)
{
    if (is_invented(number))
        return invent(number);
    sqlite3_stmt *row =
        db_find(&office->db, "SELECT state, text, missing, until FROM dossier WHERE agency = ? AND number = ?",
                BIND(TEXT(agency), TEXT(number)));
    json_t *value = row ? how_it_stands(row) : NULL;
    if (row)
        db_enough(row);
    return value;
}

static json_t *look_word(struct office *office, const char *agency, const char *name, const char *number)
{
    if (!db_text(&office->db, "SELECT state FROM dossier WHERE agency = ? AND number = ?",
                 BIND(TEXT(agency), TEXT(number))))
        return NULL;
    const char *state =
        db_text(&office->db, "SELECT state FROM word WHERE look = ? AND number = ?", BIND(TEXT(name), TEXT(number)));
    return json_pack("{ss}", "state", state ? state : "waiting");
}

bool cases_look(struct office *office, const char *agency, const char *name, const json_t *input, json_t **value)
{
    const char *number = json_text(input, "case");
    size_t n = strlen(agency);
    if (!*number || strncmp(name, agency, n) != 0 || name[n] != '.')
        return false;
    *value =
        text_is(name + n + 1, "case") ? look_case(office, agency, number) : look_word(office, agency, name, number);
    return true;
}

/* --- decisions -------------------------------------------------------------------------------------------------------
 */

static const char *state_of(const char *order)
{
    static const char *const states[][2] = {
        {"accept", "accepted"}, {"more", "more"}, {"reject", "rejected"}, {"ready", "ready"}};
    for (size_t i = 0; i < COUNT(states); i++)
        if (text_is(states[i][0], order))
            return states[i][1];
    return NULL;
}

static const char *word_of(const char *answer)
{
    return text_is(answer, "yes")    ? "confirmed"
           : text_is(answer, "no")   ? "refused"
           : text_is(answer, "wait") ? "waiting"
                                     : NULL;
}

static bool missing_good(const json_t *missing)
{
    size_t i;
    json_t *one;
    json_array_foreach ((json_t *)(uintptr_t)missing, i, one) {
        if (!json_is_string(one) || json_string_length(one) > ITEM_MAX)
            return false;
    }
    return !missing || (json_is_array(missing) && json_array_size(missing) <= MISSING_MAX);
}

static void decide(struct office *office, struct request *request, const char *number, const char *state)
{
    const json_t *order = request_json(request), *missing = json_object_get(order, "missing");
    const char *text = json_text(order, "text"), *until = json_text(order, "until");
    struct day day;
    if (!missing_good(missing) || strlen(text) > TEXT_MAX || (*until && !day_read(until, &day))) {
        request_refuse(request, 400, "this is too much, or no day",
                       "text: at most %d bytes; missing: at most %d of %d; until: a day", TEXT_MAX, MISSING_MAX,
                       ITEM_MAX);
        return;
    }
    char *list = missing ? json_write(missing) : NULL;
    bool found =
        db_do(&office->db, "UPDATE dossier SET state = ?, text = ?, missing = ?, until = ?, at = ? WHERE number = ?",
              BIND(TEXT(state), TEXT(*text ? text : NULL), TEXT(list), TEXT(*until ? until : NULL),
                   NUMBER(office_now()), TEXT(number)));
    free(list);
    if (found)
        request_answer(request, 200, json_pack("{ss,ss}", "case", number, "state", state));
    else
        request_refuse(request, 404, "no such case",
                       "a case is known when its letter, or the notice of it, has arrived");
}

/* "akad" of a case of the KUA is the look kua.akad. */
static void say_word(struct office *office, struct request *request, const char *number, const char *what,
                     const char *state)
{
    const char *agency = db_text(&office->db, "SELECT agency FROM dossier WHERE number = ?", BIND(TEXT(number)));
    if (!agency) {
        request_refuse(request, 404, "no such case", "a case is known when its letter has arrived");
        return;
    }
    const char *look = turn_text("%s.%s", agency, what);
    db_do(&office->db,
          "INSERT INTO word (look, number, state) VALUES (?, ?, ?)"
          " ON CONFLICT (look, number) DO UPDATE SET state = excluded.state",
          BIND(TEXT(look), TEXT(number), TEXT(state)));
    request_answer(request, 200, json_pack("{ss,ss,ss}", "case", number, "look", look, "state", state));
}

void cases_decide(void *mine, struct request *request)
{
    struct office *office = mine;
    const char *number, *what;
    if (!request_is_local(request)) {
        request_refuse(request, 403, "not from here", "officers decide on this machine only");
        return;
    }
    if (!request_may(request, office->officers) || !request_json(request) ||
        !(number = request_want(request, "case", 40)) || !(what = request_want(request, "what", 40)))
        return;
    const char *state = state_of(what), *word = word_of(json_text(request_json(request), "answer"));
    if (state)
        decide(office, request, number, state);
    else if (word)
        say_word(office, request, number, what, word);
    else
        request_refuse(request, 400, "no such decision",
                       "what: accept, more, reject or ready; or a question (akad) with answer: yes, no or wait");
}
