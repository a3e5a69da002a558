/* bills: one id, one bill; a code that banks would take, a QR that says the amount; open, paid, late. */
#define _GNU_SOURCE
#include "web/harness.h"
#include "base/clock.h"
#include "domain/qris.h"
#include "test.h"

#include <signal.h>
#include <stdlib.h>

static struct rig rig;

static int status_of(struct reply reply)
{
    int status = reply.status;
    reply_free(&reply);
    return status;
}

static struct reply bill(const char *json)
{
    return http_post(rig.office_port, "/biller/v1/bills", "", json);
}

static char *state(const char *code)
{
    struct reply r = http_get(rig.office_port, turn_text("/biller/v1/bills/%s", code), "");
    char *text = turn_text("%s%s%s", json_text(r.json, "state"), *json_text(r.json, "ntpn") ? " " : "",
                           json_text(r.json, "ntpn"));
    reply_free(&r);
    return text;
}

static struct reply pay(const char *code)
{
    return http_post(rig.office_port, turn_text("/biller/v1/bills/%s/pay", code), "", "");
}

/* The codes that could be paid now, in order. */
static char *open_codes(void)
{
    struct reply r = http_get(rig.office_port, "/biller/v1/bills?state=open", "");
    char *codes = turn_text("%d", r.status);
    size_t i;
    json_t *one;
    json_array_foreach (json_object_get(r.json, "bills"), i, one)
        codes = turn_text("%s %s", codes, json_text(one, "code"));
    reply_free(&r);
    return codes;
}

static void start_at(int64_t seconds)
{
    setenv("ANJUNGAN_CLOCK", turn_text("%lld", (long long)seconds), 1);
    rig.office = rig_start(&rig, "anjungan-office", rig.office_socket);
}

int main(void)
{
    int64_t noon = 1778738400; /* 14 May 2026, 06.00 UTC */
    char amount[100] = "";
    rig_open(&rig);
    start_at(noon);
    struct reply r = bill("{\"id\":\"b1\",\"service\":\"pnbp.skck\",\"amount\":30000}");
    char *code = turn_text("%s", json_text(r.json, "code")), *qr = turn_text("%s", json_text(r.json, "qr"));
    check(r.status == 200 && strlen(code) == 15 && strspn(code, "0123456789") == 15);
    check(strncmp(code, "820260514", 9) == 0 && json_number(r.json, "expires", 0) > noon);
    check(qris_check(qr) == OK && qris_find(qr, "54", amount));
    check_text(amount, "30000");
    reply_free(&r);
    r = bill("{\"id\":\"b1\",\"service\":\"pnbp.skck\",\"amount\":30000}");
    check_text(json_text(r.json, "code"), code);
    check_text(json_text(r.json, "qr"), qr);
    reply_free(&r);
    check(status_of(bill("{\"id\":\"b1\",\"service\":\"pnbp.skck\",\"amount\":1}")) == 409);
    check(status_of(bill("{\"id\":\"b2\",\"service\":\"pnbp.skck\",\"amount\":0}")) == 400);
    check(status_of(bill("{\"id\":\"b2\",\"service\":\"pnbp.skck\",\"amount\":\"30000\"}")) == 400);
    check(status_of(bill("{\"id\":\"b2\",\"amount\":30000}")) == 400);
    check(status_of(http_post(rig.office_port, "/polri/v1/bills", "", "{}")) == 404);
    check_text(state(code), "open");
    check_text(open_codes(), turn_text("200 %s", code));
    check_text(state("820260514000000x"), "");
    check(status_of(http_get(rig.office_port, "/biller/v1/bills/1", "")) == 404);

    r = pay(code);
    char *ntpn = turn_text("%s", json_text(r.json, "ntpn"));
    check(r.status == 200 && strlen(ntpn) == 16);
    reply_free(&r);
    check_text(state(code), turn_text("paid %s", ntpn));
    r = pay(code);
    check_text(json_text(r.json, "ntpn"), ntpn);
    reply_free(&r);

    r = bill("{\"id\":\"b3\",\"service\":\"pnbp.sim\",\"amount\":75000}");
    char *late = turn_text("%s", json_text(r.json, "code"));
    check(strcmp(late, code) != 0);
    check_text(open_codes(), turn_text("200 %s", late));
    reply_free(&r);
    check(rig_stop(&rig.office, SIGTERM) == 0);
    start_at(noon + 8 * 86400);
    check_text(state(late), "late");
    check_text(open_codes(), "200");
    check(status_of(pay(late)) == 409);
    check_text(state(code), turn_text("paid %s", ntpn));
    rig_close(&rig);
    return test_end();
}
