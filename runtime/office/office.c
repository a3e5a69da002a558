/* office.c - see office.h: the tables, the addresses, who may speak, and the end of a turn. */
#include "office/office.h"

#include "base/conf.h"
#include "base/webhook.h"

#include <string.h>
#include <unistd.h>

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS letter (receipt INTEGER PRIMARY KEY AUTOINCREMENT, agency TEXT NOT NULL,"
    " id TEXT NOT NULL, hash TEXT NOT NULL, envelope TEXT NOT NULL, at INTEGER NOT NULL, UNIQUE (agency, id)) STRICT;"
    "CREATE TABLE IF NOT EXISTS bill (code TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, service TEXT NOT NULL,"
    " amount INTEGER NOT NULL, qr TEXT NOT NULL, expires INTEGER NOT NULL, ntpn TEXT) STRICT;"
    "CREATE TABLE IF NOT EXISTS dossier (agency TEXT NOT NULL, number TEXT NOT NULL, service TEXT NOT NULL,"
    " state TEXT NOT NULL, text TEXT, missing TEXT, until TEXT, at INTEGER NOT NULL, PRIMARY KEY (agency, number))"
    " STRICT;"
    "CREATE TABLE IF NOT EXISTS printed (id TEXT PRIMARY KEY);"
    "CREATE TABLE IF NOT EXISTS word (look TEXT NOT NULL, number TEXT NOT NULL, state TEXT NOT NULL,"
    " PRIMARY KEY (look, number)) STRICT;";

static const struct route routes[] = {
    {"POST", "/*/v1/letters", letters_post},
    {"GET", "/v1/letters", letters_get},
    {"GET", "/v1/pictures/*", pictures_get},
    {"POST", "/*/v1/look/*", looks_post},
    {"POST", "/v1/decide", cases_decide},
    {"POST", "/*/v1/bills", bills_post},
    {"GET", "/*/v1/bills", bills_list},
    {"GET", "/*/v1/bills/*", bills_get},
    {"POST", "/*/v1/bills/*/pay", bills_pay},
    {"POST", "/v1/faults", faults_post},
    {0},
};

int64_t office_now(void)
{
    return clock_wall_ms() / 1000;
}

const char *office_agency(struct office *office, struct request *request)
{
    const char *agency = request->part[0];
    if (!site_row(office->site, "agencies", "id", agency) && strcmp(agency, "biller") != 0) {
        request_refuse(request, 404, "no such agency", "the first part of the address is the id of an agency");
        return NULL;
    }
    return fault_take(office, request, agency) ? NULL : agency;
}

bool office_signed(struct office *office, struct request *request, const char *agency)
{
    unsigned char key[WEBHOOK_KEY];
    struct webhook hook = {request_header(request, "webhook-id"), request_header(request, "webhook-timestamp"),
                           request->body, request->n};
    if (keys_get(office->webhooks, agency, key, sizeof key) < 0) {
        request_refuse(request, 401, "not signed", "no webhook key is agreed for %s", agency);
        return false;
    }
    int code = webhook_check(key, &hook, request_header(request, "webhook-signature"), office_now());
    if (code == E_TIMEOUT)
        request_refuse(request, 401, "too old or too new", "webhook-timestamp must be within five minutes of now");
    else if (code < 0)
        request_refuse(request, 401, "the signature is wrong", "sign \"id.timestamp.body\" with the agreed key");
    return code == OK;
}

static void settle(void *mine)
{
    struct office *office = mine;
    web_settle(office->web, db_settle(&office->db));
}

/* The file of the simulated cards, which lies beside their driver; without it everybody is invented. */
static json_t *read_people(const struct site *site)
{
    const char *folder = json_string_value(json_at(site->settings, "folders.drivers"));
    const char *path = folder ? turn_text("%s/cards.conf", folder) : "";
    return access(path, R_OK) == 0 ? conf_read_file(path) : NULL;
}

static void read_secrets(struct office *office, const struct site *site)
{
    struct keys *kiosk = keys_read(site_path(site, "share/kiosk.pub"));
    office->webhooks = keys_read(site_path(site, "secrets/office/webhook"));
    office->officers = keys_read(site_path(site, "secrets/office/officers"));
    office->opener.boxes = keys_read(site_path(site, "secrets/office/agency.key"));
    if (!kiosk || !office->webhooks || !office->officers || !office->opener.boxes)
        die("the office needs share/kiosk.pub and secrets/office/{agency.key,webhook,officers}");
    if (keys_get(kiosk, "", office->opener.kiosk, sizeof office->opener.kiosk) < 0)
        die("share/kiosk.pub does not hold the kiosk's public key");
    keys_free(kiosk);
    snprintf(office->opener.source, sizeof office->opener.source, "urn:anjungan:%s:%s",
             json_text(site->settings, "site"), json_text(site->settings, "kiosk"));
}

void office_open(struct office *office, const struct site *site, int listener)
{
    *office = (struct office){.site = site};
    read_secrets(office, site);
    office->people = read_people(site);
    office->rules = slots_rules(site);
    if (db_open(&office->db, site_path(site, "state/office/office.db"), schema) < 0)
        die("the office cannot work without its database");
    office->loop = loop_new(settle, office);
    office->web = web_open(office->loop, listener, routes, office);
    web_allow(office->web, WEBHOOK_BODY);
    say("office: %zu agencies", json_array_size(json_object_get(site->settings, "agencies")));
}

int office_run(struct office *office)
{
    return loop_run(office->loop);
}

void office_close(struct office *office)
{
    web_close(office->web);
    db_close(&office->db);
    loop_free(office->loop);
    keys_free(office->webhooks);
    keys_free(office->officers);
    keys_free(office->opener.boxes);
    json_decref(office->people);
    json_decref(office->rules);
    turn_end();
}
