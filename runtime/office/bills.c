/* bills.c - the simulated biller: a SIMPONI billing code and a QRIS code for it. The same id gets the same bill, so a
 * lost answer never makes a citizen pay twice; and only the NTPN says that it is paid. */
#define _GNU_SOURCE
#include "office/office.h"
#include "domain/billing.h"
#include "domain/qris.h"

#include <ctype.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { CODE_DIGITS = 15, NTPN_LETTERS = 16 };

static const int64_t amount_max = 10000000000;

struct bill {
    const char *code, *id, *service, *qr, *ntpn;
    int64_t amount, expires;
};

static const char by_id[] = "SELECT code, id, service, amount, qr, expires, ntpn FROM bill WHERE id = ?";
static const char by_code[] = "SELECT code, id, service, amount, qr, expires, ntpn FROM bill WHERE code = ?";

static bool find_bill(struct office *office, const char *sql, const char *name, struct bill *bill)
{
    sqlite3_stmt *row = db_find(&office->db, sql, BIND(TEXT(name)));
    if (!row)
        return false;
    *bill = (struct bill){.code = turn_text("%s", row_text(row, 0)),
                          .id = turn_text("%s", row_text(row, 1)),
                          .service = turn_text("%s", row_text(row, 2)),
                          .amount = row_number(row, 3),
                          .qr = turn_text("%s", row_text(row, 4)),
                          .expires = row_number(row, 5),
                          .ntpn = turn_text("%s", row_text(row, 6))};
    db_enough(row);
    return true;
}

/* 8, the day, six digits that nobody has yet. */
static char *draw_code(struct office *office)
{
    struct day day = clock_local(office_now()).day;
    struct bill other;
    char *code;
    do
        code = turn_text("8%04d%02d%02d%06u", day.year, day.month, day.day, randombytes_uniform(1000000));
    while (find_bill(office, by_code, code, &other));
    return code;
}

static char *draw_ntpn(void)
{
    static const char letters[] = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    char *ntpn = turn_alloc(NTPN_LETTERS + 1);
    for (int i = 0; i < NTPN_LETTERS; i++)
        ntpn[i] = letters[randombytes_uniform(sizeof letters - 1)];
    return ntpn;
}

/* "Kabupaten Lokaraya" is LOKARAYA: a code has room for fifteen letters. */
static char *city_of(const struct site *site)
{
    const char *place = json_text(site->settings, "place"), *space = strchr(place, ' ');
    char *city = turn_text("%.15s", space && space[1] ? space + 1 : *place ? place : "INDONESIA");
    for (char *at = city; *at; at++)
        *at = isascii(*at) ? (char)toupper((unsigned char)*at) : '-';
    return city;
}

/* A code that every bank's program can read, and that says in each of its names that it is none. */
static int draw_qr(const struct office *office, const struct bill *bill, char qr[QRIS_MAX])
{
    struct qris qris = {.dynamic = true,
                        .amount = bill->amount,
                        .provider = "ID.CO.SIMULASI.WWW",
                        .account = "936009990000000001",
                        .merchant = "000000000000001",
                        .national = "ID2099999999999",
                        .size = "URE",
                        .category = "9399",
                        .name = "SIMULASI PNBP",
                        .postcode = "00000"};
    snprintf(qris.city, sizeof qris.city, "%s", city_of(office->site));
    snprintf(qris.bill, sizeof qris.bill, "%s", bill->code);
    return qris_write(&qris, qr);
}

static int make_bill(struct office *office, struct bill *bill)
{
    char *qr = turn_alloc(QRIS_MAX);
    bill->code = draw_code(office);
    bill->expires = office_now() + BILLING_SECONDS;
    bill->qr = qr;
    if (draw_qr(office, bill, qr) < 0)
        return E_FORMAT;
    db_do(&office->db, "INSERT INTO bill (code, id, service, amount, qr, expires) VALUES (?, ?, ?, ?, ?, ?)",
          BIND(TEXT(bill->code), TEXT(bill->id), TEXT(bill->service), NUMBER(bill->amount), TEXT(bill->qr),
               NUMBER(bill->expires)));
    return OK;
}

/* Bills are the biller's business; other agencies have none. */
static bool want_biller(struct office *office, struct request *request)
{
    const char *agency = office_agency(office, request);
    if (!agency)
        return false;
    if (strcmp(agency, "biller") != 0) {
        request_refuse(request, 404, "no bills here", "ask the biller");
        return false;
    }
    return request_is_local(request) || office_signed(office, request, agency);
}

void bills_post(void *mine, struct request *request)
{
    struct office *office = mine;
    struct bill wanted = {0}, bill;
    if (!want_biller(office, request) || !request_json(request) || !(wanted.id = request_want(request, "id", 64)) ||
        !(wanted.service = request_want(request, "service", 64)))
        return;
    wanted.amount = json_number(request_json(request), "amount", 0);
    if (wanted.amount < 1 || wanted.amount > amount_max) {
        request_refuse(request, 400, "not an amount", "amount is whole rupiah, more than 0");
        return;
    }
    if (!find_bill(office, by_id, wanted.id, &bill)) {
        bill = wanted;
        must(make_bill(office, &bill) == OK);
    }
    if (bill.amount != wanted.amount || strcmp(bill.service, wanted.service) != 0)
        request_refuse(request, 409, "another bill has this id", "an id is drawn once, for one amount and service");
    else
        request_answer(request, 200,
                       json_pack("{ss,ss,sI}", "code", bill.code, "qr", bill.qr, "expires", (json_int_t)bill.expires));
}

/* What somebody with a phone could pay now, oldest first. */
void bills_list(void *mine, struct request *request)
{
    struct office *office = mine;
    if (!want_biller(office, request))
        return;
    json_t *bills = json_array();
    for (sqlite3_stmt *row =
             db_find(&office->db, "SELECT code, amount FROM bill WHERE ntpn IS NULL AND expires >= ? ORDER BY rowid",
                     BIND(NUMBER(office_now())));
         row; row = db_next(&office->db, row))
        json_array_append_new(bills,
                              json_pack("{ss,sI}", "code", row_text(row, 0), "amount", (json_int_t)row_number(row, 1)));
    request_answer(request, 200, json_pack("{so}", "bills", bills));
}

static bool want_bill(struct office *office, struct request *request, struct bill *bill)
{
    if (!want_biller(office, request))
        return false;
    if (find_bill(office, by_code, request->part[1], bill))
        return true;
    request_refuse(request, 404, "no such bill", "a code has %d digits", CODE_DIGITS);
    return false;
}

static void answer_state(struct request *request, const struct bill *bill)
{
    if (*bill->ntpn)
        request_answer(request, 200, json_pack("{ss,ss}", "state", "paid", "ntpn", bill->ntpn));
    else
        request_answer(request, 200, json_pack("{ss}", "state", office_now() > bill->expires ? "late" : "open"));
}

void bills_get(void *mine, struct request *request)
{
    struct bill bill;
    if (want_bill(mine, request, &bill))
        answer_state(request, &bill);
}

void bills_pay(void *mine, struct request *request)
{
    struct office *office = mine;
    struct bill bill;
    if (!want_bill(office, request, &bill))
        return;
    if (!*bill.ntpn && office_now() > bill.expires) {
        request_refuse(request, 409, "too late", "the code has expired; ask for a new bill");
        return;
    }
    if (!*bill.ntpn) {
        bill.ntpn = draw_ntpn();
        db_do(&office->db, "UPDATE bill SET ntpn = ? WHERE code = ?", BIND(TEXT(bill.ntpn), TEXT(bill.code)));
    }
    answer_state(request, &bill);
}
