/* qris.c - see qris.h. */
#include "domain/qris.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_TEMPLATE = 26, NATIONAL = 51, MORE = 62, TAIL = 8 };

static const char domain[] = "ID.CO.QRIS.WWW";

unsigned qris_crc(const char *bytes, size_t n)
{
    unsigned crc = 0xffff;
    for (size_t i = 0; i < n; i++) {
        crc ^= (unsigned)(unsigned char)bytes[i] << 8;
        for (int bit = 0; bit < 8; bit++)
            crc = (crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1) & 0xffff;
    }
    return crc;
}

/* Reading ---------------------------------------------------------------- */

struct field {
    int tag;
    const char *value;
    size_t n;
};

static int two(const char *at)
{
    return (at[0] - '0') * 10 + at[1] - '0';
}

/* The field at *at, which moves behind it; false when it does not fit in front of the end. */
static bool read_field(const char **at, const char *end, struct field *to)
{
    if (end - *at < 4)
        return false;
    for (int i = 0; i < 4; i++)
        if (!isdigit((unsigned char)(*at)[i]))
            return false;
    *to = (struct field){two(*at), *at + 4, (size_t)two(*at + 2)};
    if ((size_t)(end - to->value) < to->n)
        return false;
    *at = to->value + to->n;
    return true;
}

static bool is_template(int tag)
{
    return (tag >= FIRST_TEMPLATE && tag <= NATIONAL) || tag == MORE;
}

/* The fields fill it exactly, and none comes twice. */
static bool fields_fit(const char *at, const char *end, bool outside)
{
    bool seen[100] = {false};
    struct field field;
    while (at < end) {
        if (!read_field(&at, end, &field) || seen[field.tag])
            return false;
        seen[field.tag] = true;
        if (outside && is_template(field.tag) && !fields_fit(field.value, at, false))
            return false;
    }
    return true;
}

int qris_check(const char *text)
{
    size_t n = strlen(text);
    char crc[5];
    if (n < 6 + TAIL || n >= QRIS_MAX || strncmp(text, "000201", 6) != 0 || strncmp(text + n - TAIL, "6304", 4) != 0)
        return E_FORMAT;
    snprintf(crc, sizeof crc, "%04X", qris_crc(text, n - 4) & 0xffff);
    return strcmp(crc, text + n - 4) == 0 && fields_fit(text, text + n, true) ? OK : E_FORMAT;
}

static bool find_tag(const char *at, const char *end, int tag, struct field *to)
{
    while (read_field(&at, end, to))
        if (to->tag == tag)
            return true;
    return false;
}

bool qris_find(const char *text, const char *way, char *to)
{
    struct field field = {0, text, strlen(text)};
    for (; *way; way += way[2] ? 3 : 2)
        if (!find_tag(field.value, field.value + field.n, two(way), &field))
            return false;
    memcpy(to, field.value, field.n);
    to[field.n] = 0;
    return true;
}

/* "100003.00": up to 13 bytes, and at most two digits behind the point. */
static bool read_amount(const char *text, struct qris *to)
{
    size_t n = strspn(text, "0123456789"), behind = text[n] == '.' ? strspn(text + n + 1, "0123456789") : 0;
    if (n == 0 || strlen(text) > 13 || strlen(text) != n + (text[n] == '.') + behind || behind > 2)
        return false;
    to->amount = strtoll(text, NULL, 10);
    to->sen = behind == 0 ? 0 : atoi(text + n + 1) * (behind == 1 ? 10 : 1);
    return true;
}

static bool find_in(const char *text, int tag, const char *inside, char *to)
{
    char way[8];
    snprintf(way, sizeof way, "%02d.%.2s", tag % 100, inside);
    return qris_find(text, way, to);
}

/* The national template is 51 almost everywhere; the provider's is the first of the others. */
static bool read_accounts(const char *text, struct qris *to)
{
    char who[QRIS_VALUE];
    bool national = false;
    for (int tag = FIRST_TEMPLATE; tag <= NATIONAL; tag++) {
        if (!find_in(text, tag, "00", who))
            continue;
        if (strcmp(who, domain) == 0) {
            national = true;
            find_in(text, tag, "02", to->national);
            find_in(text, tag, "03", to->size);
        } else if (!*to->provider) {
            strcpy(to->provider, who);
            find_in(text, tag, "01", to->account);
            find_in(text, tag, "02", to->merchant);
        }
    }
    return national;
}

static bool has(const char *text, const char *way, const char *wanted)
{
    char value[QRIS_VALUE];
    return qris_find(text, way, value) && strcmp(value, wanted) == 0;
}

int qris_read(const char *text, struct qris *to)
{
    char amount[QRIS_VALUE];
    *to = (struct qris){0};
    if (qris_check(text) < 0 || !has(text, "53", "360") || !has(text, "58", "ID") || !read_accounts(text, to))
        return E_FORMAT;
    to->dynamic = has(text, "01", "12");
    if (qris_find(text, "54", amount) && !read_amount(amount, to))
        return E_FORMAT;
    qris_find(text, "61", to->postcode);
    qris_find(text, "62.01", to->bill);
    bool whole = qris_find(text, "52", to->category) && qris_find(text, "59", to->name) &&
                 qris_find(text, "60", to->city) && *to->name && *to->city && strlen(to->category) == 4;
    return whole ? OK : E_FORMAT;
}

/* Writing ---------------------------------------------------------------- */

/* One field behind those in `to`. A value that is empty or too long makes the whole code impossible. */
static bool add(char *to, size_t room, int tag, const char *value, size_t most)
{
    size_t n = strlen(value), have = strlen(to);
    if (n < 1 || n > most || have + n + 4 >= room)
        return false;
    snprintf(to + have, room - have, "%02d%02zu%s", tag, n, value);
    return true;
}

static bool add_accounts(const struct qris *qris, char *to)
{
    char provider[QRIS_VALUE] = "", national[QRIS_VALUE] = "";
    return add(provider, QRIS_VALUE, 0, qris->provider, 32) && add(provider, QRIS_VALUE, 1, qris->account, 19) &&
           add(provider, QRIS_VALUE, 2, qris->merchant, 15) && add(provider, QRIS_VALUE, 3, qris->size, 3) &&
           add(national, QRIS_VALUE, 0, domain, 32) && add(national, QRIS_VALUE, 2, qris->national, 15) &&
           add(national, QRIS_VALUE, 3, qris->size, 3) && add(to, QRIS_MAX, FIRST_TEMPLATE, provider, 99) &&
           add(to, QRIS_MAX, NATIONAL, national, 99);
}

static bool add_amount(const struct qris *qris, char *to)
{
    char amount[24];
    snprintf(amount, sizeof amount, "%lld", (long long)qris->amount);
    return qris->amount > 0 ? add(to, QRIS_MAX, 54, amount, 13) : qris->amount == 0 && !qris->dynamic;
}

static bool add_bill(const struct qris *qris, char *to)
{
    char more[QRIS_VALUE] = "";
    return !*qris->bill || (add(more, QRIS_VALUE, 1, qris->bill, 25) && add(to, QRIS_MAX, MORE, more, 99));
}

int qris_write(const struct qris *qris, char to[QRIS_MAX])
{
    *to = 0;
    bool fine = add(to, QRIS_MAX, 0, "01", 2) && add(to, QRIS_MAX, 1, qris->dynamic ? "12" : "11", 2) &&
                add_accounts(qris, to) && add(to, QRIS_MAX, 52, qris->category, 4) && add(to, QRIS_MAX, 53, "360", 3) &&
                add_amount(qris, to) && add(to, QRIS_MAX, 58, "ID", 2) && add(to, QRIS_MAX, 59, qris->name, 25) &&
                add(to, QRIS_MAX, 60, qris->city, 15) && add(to, QRIS_MAX, 61, qris->postcode, 10) &&
                add_bill(qris, to);
    if (!fine)
        return fail(E_FORMAT, "a QRIS code needs an account, a merchant, a city and a bill within their lengths");
    size_t n = strlen(to);
    if (n + TAIL >= QRIS_MAX)
        return fail(E_FORMAT, "a QRIS code has at most %d bytes", QRIS_MAX - 1);
    memcpy(to + n, "6304", 4);
    snprintf(to + n + 4, QRIS_MAX - n - 4, "%04X", qris_crc(to, n + 4) & 0xffff);
    return OK;
}
