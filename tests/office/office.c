/* office: what a receiver refuses, and with which status; receipts, duplicates, the opened list, looks, ordered faults.
 */
#define _GNU_SOURCE
#include "base/memfile.h"
#include "web/harness.h"
#include "test.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct rig rig;
static const char inside[] =
    "{\"case\":\"LKR-07-2605-00001\",\"service\":\"polri.skck\",\"version\":\"1.0\",\"language\":\"id\","
    "\"letter\":{\"nik\":\"3302046902000001\",\"purpose\":\"work\"}}";

static int status_of(struct reply reply)
{
    int status = reply.status;
    reply_free(&reply);
    return status;
}

static struct reply post(const char *path, const char *headers, const char *letter)
{
    return http_post(rig.office_port, path, headers, letter);
}

/* Sends a letter as a good kiosk would; the answer's receipt, or the status as text. */
static char *send_letter(const char *agency, const char *id, const char *letter)
{
    struct reply r = post(turn_text("/%s/v1/letters", agency), letter_headers(&rig, agency, id, letter, 0), letter);
    char *text = turn_text("%s", r.status == 200 ? json_text(r.json, "receipt") : turn_text("%d", r.status));
    reply_free(&r);
    return text;
}

/* The letter with one member changed, and signed again or not. */
static char *change(const char *letter, const char *member, json_t *value)
{
    json_t *envelope = json_loads(letter, 0, NULL);
    if (value)
        json_object_set_new(envelope, member, value);
    else
        json_object_del(envelope, member);
    char *text = json_write(envelope), *kept = turn_text("%s", text);
    free(text);
    json_decref(envelope);
    return kept;
}

static void test_receipts(void)
{
    char *one = letter_make(&rig, "polri", "id-1", inside), *two = letter_make(&rig, "polri", "id-2", inside);
    char *receipt = send_letter("polri", "id-1", one);
    check_text(receipt, "POLRI-000001");
    check_text(send_letter("polri", "id-1", one), receipt);
    check_text(send_letter("polri", "id-2", two), "POLRI-000002");
    check(rig_stop(&rig.office, SIGKILL) == 128 + SIGKILL);
    rig.office = rig_start(&rig, "anjungan-office", rig.office_socket);
    check_text(send_letter("polri", "id-1", one), receipt);
    free(two);
    two = letter_make(&rig, "polri", "id-1", "{}"); /* the id of another letter */
    check_text(send_letter("polri", "id-1", two), "409");
    free(one);
    free(two);
}

static void test_signatures(void)
{
    char *letter = letter_make(&rig, "polri", "id-3", inside),
         *headers = letter_headers(&rig, "polri", "id-3", letter, 0);
    static const char path[] = "/polri/v1/letters";
    check(status_of(post(path, "", letter)) == 401);
    check(status_of(post(path, letter_headers(&rig, "polri", "id-3", letter, -301), letter)) == 401);
    check(status_of(post(path, letter_headers(&rig, "polri", "id-3", letter, 310), letter)) == 401);
    check(status_of(post(path, letter_headers(&rig, "dukcapil", "id-3", letter, 0), letter)) == 401);
    check(status_of(post(path, headers, change(letter, "time", json_string("x")))) == 401);
    check(status_of(post(path, letter_headers(&rig, "polri", "id-3", "", 0), letter)) == 401);
    check(status_of(post(path, letter_headers(&rig, "polri", "other", letter, 0), letter)) == 400);
    check(status_of(post("/nobody/v1/letters", headers, letter)) == 404);
    int fd = http_open(rig.office_port); /* the connection breaks in the middle of the body */
    char *head =
        turn_text("POST %s HTTP/1.1\r\nHost: x\r\n%sContent-Length: %zu\r\n\r\n", path, headers, strlen(letter));
    http_send(fd, head, strlen(head));
    http_send(fd, letter, strlen(letter) / 2);
    close(fd);
    head = turn_text("POST %s HTTP/1.1\r\nHost: x\r\n%sContent-Length: %zu\r\n\r\n", path, headers, strlen(letter) / 2);
    fd = http_open(rig.office_port); /* a length that lies */
    http_send(fd, head, strlen(head));
    http_send(fd, letter, strlen(letter));
    check(status_of(http_read(fd, 2000)) == 401);
    close(fd);
    free(letter);
}

static void test_letters(void)
{
    char *letter = letter_make(&rig, "polri", "id-4", inside);
    unsigned char foreign[64];
    memcpy(foreign, rig.kiosk_secret, sizeof foreign);
    check_text(send_letter("polri", "id-4", change(letter, "subject", json_string("other"))), "403");
    check_text(send_letter("polri", "id-4", change(letter, "source", json_string("urn:anjungan:LKR:08"))), "403");
    check_text(send_letter("polri", "id-4", change(letter, "signature", json_string("AAAA"))), "403");
    check_text(send_letter("polri", "id-4", change(letter, "signature", NULL)), "400");
    check_text(send_letter("polri", "id-4", change(letter, "specversion", json_string("2.0"))), "400");
    check_text(send_letter("polri", "id-4", change(letter, "keyid", json_string("0000000000000000"))), "422");
    check_text(send_letter("polri", "id-4", change(letter, "more", json_loads("[[[[[[[[1]]]]]]]]", 0, NULL))), "400");
    check_text(send_letter("polri", "id-4", "no json"), "400");
    check_text(send_letter("dukcapil", "id-4", letter), "422"); /* sealed to another agency */
    rig.kiosk_secret[0] ^= 1;                                   /* somebody else's key */
    char *strange = letter_make(&rig, "polri", "id-5", inside);
    memcpy(rig.kiosk_secret, foreign, sizeof foreign);
    check_text(send_letter("polri", "id-5", strange), "403");
    free(strange);
    strange = letter_make(&rig, "polri", "id-6", "{\"case\":\"x\"}");
    check_text(send_letter("polri", "id-6", strange), "422");
    free(strange);
    strange = letter_make(&rig, "polri", "id-6", "not json");
    check_text(send_letter("polri", "id-6", strange), "422");
    free(strange);
    free(letter);
}

static void test_list(void)
{
    check(status_of(http_get(rig.office_port, "/v1/letters", "")) == 401);
    struct reply r = http_get(rig.office_port, "/v1/letters", rig_officer);
    check(r.status == 200 && r.body);
    char *end = r.body ? strchr(r.body, '\n') : NULL;
    json_t *first = end ? json_loadb(r.body, (size_t)(end - r.body), 0, NULL) : NULL;
    check_text(json_text(first, "id"), "id-1");
    check_text(json_text(json_at(first, "data.letter"), "nik"), "3302046902000001");
    check_text(json_text(first, "receipt"), "POLRI-000001");
    check(first && !json_object_get(first, "data_base64"));
    check(r.body && strstr(r.body, "id-2") && !strstr(r.body, "id-3") && !strstr(r.body, "id-4"));
    json_decref(first);
    reply_free(&r);
    r = http_get(rig.office_port, "/polri/v1/letters", rig_officer);
    check(r.status == 405);
    reply_free(&r);
}

static struct reply look(const char *agency, const char *name, const char *input)
{
    return post(turn_text("/%s/v1/look/%s", agency, name), "", input);
}

static bool has_slot(const json_t *answer, const char *id)
{
    size_t i;
    const json_t *slot;
    json_array_foreach (json_object_get(answer, "slots"), i, slot) {
        if (strcmp(json_text(slot, "id"), id) == 0)
            return true;
    }
    return false;
}

static void check_person(const char *nik, const char *member, const char *value)
{
    struct reply r = look("dukcapil", "dukcapil.person", turn_text("{\"nik\":\"%s\"}", nik));
    check(r.status == 200);
    check_text(json_text(r.json, member), value);
    check_text(json_text(r.json, "nik"), nik);
    check(*json_text(r.json, "name") && *json_text(r.json, "address") && *json_text(r.json, "region"));
    reply_free(&r);
}

static void test_looks(void)
{
    check_person("3302046902000001", "name", "Sari Wulandari");
    check_person("3302046902000001", "status", "active");
    check_person("3576014403910003", "kk", "3576010102160092");
    check_person("3273056010900009", "marital", "married");
    check_person("3576014403200003", "marital", "single"); /* a child */
    check_person("3576014403910003", "birth", "1991-03-04");
    check_person("3576014403910003", "sex", "P");
    check_person("3311120411870003", "sex", "L");
    check_person("9876014403910003", "status", "moved");
    check_person("9776014403910003", "status", "dead");
    check_person("3302043102990001", "status", "active"); /* 31 February: whoever has such a NIK keeps it */
    check(status_of(look("dukcapil", "dukcapil.person", "{\"nik\":\"9976014403910003\"}")) == 404);
    check(status_of(look("dukcapil", "dukcapil.person", "{\"nik\":\"330204120187000\"}")) == 404);
    check(status_of(look("dukcapil", "dukcapil.person", "{}")) == 404);
    check(status_of(look("dukcapil", "dukcapil.nothing", "{}")) == 404);
    check(status_of(look("polri", "dukcapil.person", "{\"nik\":\"3576014403910003\"}")) == 404);
    struct reply r = look("polri", "polri.jkn", "{\"nik\":\"3576014403910003\"}");
    check(r.status == 200 && json_truth(r.json, "active"));
    reply_free(&r);
    r = look("polri", "polri.jkn", "{\"nik\":\"3576014403910010\"}");
    check(r.status == 200 && json_is_false(json_object_get(r.json, "active")));
    reply_free(&r);
    r = look("kua", "kua.slots", "{\"from\":\"2026-06-06\"}"); /* a Saturday */
    const json_t *slot = json_array_get(json_object_get(r.json, "slots"), 1);
    check(r.status == 200 && json_array_size(json_object_get(r.json, "slots")) == 19 * 3); /* 16 June is a holiday */
    check(!has_slot(r.json, "2026-06-16 10:00") && has_slot(r.json, "2026-06-17 10:00"));
    check_text(json_text(slot, "id"), "2026-06-08 10:00");
    check_text(json_text(slot, "day"), "2026-06-08");
    check_text(json_text(slot, "time"), "10:00");
    reply_free(&r);
    check(status_of(look("kua", "kua.slots", "{}")) == 404);
}

/* By the last digit of the NIK; each licence is five years long, and the first of 3 ends in 30 days. */
static void test_licences(void)
{
    static const struct {
        const char *nik, *class;
        size_t n;
    } people[] = {{"3576014403910001", "", 0},
                  {"3576014403910002", "C", 2},
                  {"3576014403910003", "C", 1},
                  {"3576014403910006", "C", 2},
                  {"3576014403910007", "A_umum", 1}};
    for (size_t i = 0; i < COUNT(people); i++) {
        struct reply r = look("polri", "polri.sim", turn_text("{\"nik\":\"%s\"}", people[i].nik));
        const json_t *list = json_object_get(r.json, "licences"), *first = json_array_get(list, 0);
        check(r.status == 200 && json_array_size(list) == people[i].n);
        check_text(json_text(first, "class"), people[i].class);
        check(!first || atoi(json_text(first, "expires")) - atoi(json_text(first, "issued")) == 5);
        reply_free(&r);
    }
    check(status_of(look("polri", "polri.sim", "{\"nik\":\"9976014403910003\"}")) == 404);
    check(status_of(look("polri", "polri.lanes", "{}")) == 200);
}

static char *schema_path(const char *version)
{
    return turn_text("%s/share/letters/polri.skck.apply@%s.schema.json", rig.run, version);
}

/* The letter of a version is held to the schema of that version; the answer says where it does not fit, never with
 * what. */
static void test_schemas(void)
{
    char *letter = letter_make(&rig, "polri", "id-8", inside), *old = letter_make(&rig, "polri", "id-9", inside);
    check(mkdir(turn_text("%s/share/letters", rig.run), 0755) == 0);
    const char wants[] = "{\"properties\": {\"purpose\": {\"enum\": [\"school\"]}}}";
    must(file_write_path(schema_path("2.0"), wants, strlen(wants), 0644) == OK);
    check_text(send_letter("polri", "id-9", old), "POLRI-000004"); /* that is another version */
    must(file_write_path(schema_path("1.0"), wants, strlen(wants), 0644) == OK);
    struct reply r = post("/polri/v1/letters", letter_headers(&rig, "polri", "id-8", letter, 0), letter);
    check(r.status == 422);
    check_text(json_text(r.json, "error"),
               "the letter does not fit its schema: /purpose: this is none of the values that are allowed");
    reply_free(&r);
    must(remove(schema_path("1.0")) == 0);
    check_text(send_letter("polri", "id-8", letter), "POLRI-000005");
    free(letter);
    free(old);
}

static const char *state_at(const char *agency, const char *number)
{
    struct reply r = look(agency, turn_text("%s.case", agency), turn_text("{\"case\":\"%s\"}", number));
    const char *state = turn_text("%s", r.status == 200 ? json_text(r.json, "state") : turn_text("%d", r.status));
    reply_free(&r);
    return state;
}

static const char *state_of(const char *number)
{
    return state_at("polri", number);
}

static int decide(const char *headers, const char *order)
{
    return status_of(http_post(rig.office_port, "/v1/decide", headers, order));
}

static void check_decision(const char *agency, const char *number, const char *what, const char *state)
{
    check(decide(rig_officer, turn_text("{\"case\":\"%s\",\"what\":\"%s\"}", number, what)) == 200);
    check_text(state_at(agency, number), state);
}

static void notice(const char *id, const char *type, const char *number)
{
    char *data = turn_text("{\"case\":\"%s\",\"service\":\"polri.skck\",\"version\":\"1.0\",\"language\":\"id\","
                           "\"letter\":{\"look\":\"polri.word\"}}",
                           number);
    char *letter = letter_make_type(&rig, "polri", id, type, data);
    check(strncmp(send_letter("polri", id, letter), "POLRI-", 6) == 0);
    free(letter);
}

/* How a case stands: by its letter, by the notices of one that waits, and as an officer decides. */
static void test_cases(void)
{
    static const char number[] = "LKR-07-2605-00001";
    check_text(state_of(number), "received");
    check_text(state_of("LKR-07-2605-00009"), "404");
    check(decide("", "{\"case\":\"LKR-07-2605-00001\",\"what\":\"accept\"}") == 401);
    check(decide(rig_officer, "{\"case\":\"LKR-07-2605-00001\",\"what\":\"eat\"}") == 400);
    check(decide(rig_officer, "{\"case\":\"LKR-07-2605-00009\",\"what\":\"accept\"}") == 404);
    check(decide(rig_officer, "{\"case\":\"LKR-07-2605-00001\",\"what\":\"more\",\"until\":\"soon\"}") == 400);
    check(decide(rig_officer, "{\"case\":\"LKR-07-2605-00001\",\"what\":\"more\",\"missing\":[\"a\",\"b\",\"c\",\"d\","
                              "\"e\",\"f\",\"g\"]}") == 400);
    check(decide(rig_officer, "{\"case\":\"LKR-07-2605-00001\",\"what\":\"more\",\"missing\":[\"KK\",\"foto\"],"
                              "\"text\":\"Segera.\",\"until\":\"2026-12-01\"}") == 200);
    struct reply r = look("polri", "polri.case", "{\"case\":\"LKR-07-2605-00001\"}");
    check_text(json_text(r.json, "state"), "more");
    check_text(json_text(r.json, "text"), "Segera.");
    check_text(json_text(r.json, "until"), "2026-12-01");
    check_text(json_string_value(json_array_get(json_object_get(r.json, "missing"), 1)), "foto");
    reply_free(&r);
    check(decide(rig_officer, "{\"case\":\"LKR-07-2605-00001\",\"what\":\"ready\"}") == 200);
    check_text(state_of(number), "ready");
    check(status_of(look("dukcapil", "dukcapil.case", "{\"case\":\"LKR-07-2605-00001\"}")) == 404);
}

static void test_waiting(void)
{
    static const char *const invented[] = {"received", "accepted", "more", "ready", "rejected", "waiting", "withdrawn"};
    for (int i = 0; i < (int)COUNT(invented); i++)
        check_text(state_of(turn_text("LKR-99-2605-D0000%d", i + 1)), invented[i]);
    check(status_of(look("polri", "polri.case", "{\"case\":\"LKR-99-2605-D00008\"}")) == 404);
    check(status_of(look("polri", "polri.case", "{\"case\":\"LKR-99-2605-D00000\"}")) == 404);
    static const char word[] = "{\"case\":\"LKR-07-2605-00001\"}";
    struct reply r = look("polri", "polri.akad", word);
    check_text(json_text(r.json, "state"), "waiting");
    reply_free(&r);
    check(decide(rig_officer, "{\"case\":\"LKR-07-2605-00001\",\"what\":\"akad\",\"answer\":\"yes\"}") == 200);
    r = look("polri", "polri.akad", word);
    check_text(json_text(r.json, "state"), "confirmed");
    reply_free(&r);
    check(decide(rig_officer, "{\"case\":\"LKR-07-2605-00001\",\"what\":\"akad\",\"answer\":\"no\"}") == 200);
    r = look("polri", "polri.akad", word);
    check_text(json_text(r.json, "state"), "refused");
    reply_free(&r);
    check(status_of(look("polri", "polri.akad", "{\"case\":\"LKR-07-2605-00009\"}")) == 404);
    check(status_of(look("dukcapil", "polri.akad", word)) == 404);
    notice("id-20", "id.anjungan.case.held", "LKR-07-2605-00002");
    check_text(state_of("LKR-07-2605-00002"), "waiting");
    notice("id-21", "id.anjungan.case.withdrawn", "LKR-07-2605-00002");
    check_text(state_of("LKR-07-2605-00002"), "withdrawn");
    notice("id-22", "id.anjungan.case.held", "LKR-07-2605-00001"); /* it comes after the letter */
    check_text(state_of("LKR-07-2605-00001"), "ready");
}

static void order(const char *agency, const char *mode, int times)
{
    check(status_of(http_post(
              rig.office_port, "/v1/faults", "",
              turn_text("{\"agency\":\"%s\",\"mode\":\"%s\",\"times\":%d,\"ms\":300}", agency, mode, times))) == 200);
}

static void test_faults(void)
{
    char *letter = letter_make(&rig, "polri", "id-7", inside);
    struct reply r;
    order("polri", "500", 2);
    check_text(send_letter("polri", "id-7", letter), "500");
    check(status_of(look("polri", "polri.jkn", "{}")) == 500);
    order("polri", "503", 1);
    check_text(send_letter("polri", "id-7", letter), "503");
    order("polri", "html", 1);
    r = post("/polri/v1/letters", letter_headers(&rig, "polri", "id-7", letter, 0), letter);
    check(r.status == 200 && strstr(r.body, "<h1>"));
    reply_free(&r);
    order("polri", "drop", 1);
    check_text(send_letter("polri", "id-7", letter), "0");
    order("polri", "truncate", 1);
    check_text(send_letter("polri", "id-7", letter), "0");
    order("polri", "slow", 1);
    check_text(send_letter("polri", "id-7", letter), "POLRI-000003"); /* it had arrived with the dropped answer */
    order("polri", "slow", 5);
    order("polri", "none", 0);
    check_text(send_letter("polri", "id-7", letter), "POLRI-000003");
    check(status_of(http_post(rig.office_port, "/v1/faults", "", "{\"agency\":\"polri\",\"mode\":\"fire\"}")) == 400);
    free(letter);
}

/* Each agency that has services here asks for more, rejects, accepts and is ready; and is slow meanwhile. */
static void test_agencies(void)
{
    static const char *const agencies[] = {"polri", "dukcapil", "kua"};
    for (size_t i = 0; i < COUNT(agencies); i++) {
        const char *agency = agencies[i], *number = turn_text("LKR-07-2605-D0010%zu", i);
        char *data = turn_text("{\"case\":\"%s\",\"service\":\"%s.any\",\"version\":\"1.0\",\"language\":\"id\","
                               "\"letter\":{}}",
                               number, agency);
        char *letter = letter_make(&rig, agency, turn_text("id-of-%s", agency), data);
        order(agency, "slow", 2);
        check(strncasecmp(send_letter(agency, turn_text("id-of-%s", agency), letter), agency, strlen(agency)) == 0);
        check_text(state_at(agency, number), "received");
        check_decision(agency, number, "more", "more");
        check_decision(agency, number, "accept", "accepted");
        check_decision(agency, number, "reject", "rejected");
        check_decision(agency, number, "ready", "ready");
        free(letter);
    }
}

int main(void)
{
    rig_open(&rig);
    rig.office = rig_start(&rig, "anjungan-office", rig.office_socket);
    test_receipts();
    test_signatures();
    test_letters();
    test_list();
    test_looks();
    test_licences();
    test_faults();
    test_schemas();
    test_cases();
    test_waiting();
    test_agencies();
    rig_close(&rig);
    return test_end();
}
