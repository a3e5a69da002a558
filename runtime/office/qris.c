/* qris.c - see qris.h. */
#include "office/qris.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

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

/* One field behind those in `to`. A value that is empty or too long makes the whole code impossible. */
static bool add(char *to, size_t room, const char *tag, const char *value, size_t max)
{
    size_t n = strlen(value), have = strlen(to);
    if (n < 1 || n > max || max > 99 || have + n + 4 >= room)
        return false;
    snprintf(to + have, room - have, "%s%02zu%s", tag, n, value);
    return true;
}

int qris_write(const struct qris *qris, char to[QRIS_MAX])
{
    char provider[100] = "", national[100] = "", more[100] = "", amount[24];
    snprintf(amount, sizeof amount, "%lld", (long long)qris->amount);
    *to = 0;
    bool fine = add(provider, 100, "00", "ID.CO.SIMULASI.WWW", 32) &&
                add(provider, 100, "01", "936009990000000001", 19) && add(provider, 100, "02", "000000000000001", 15) &&
                add(provider, 100, "03", "URE", 3) && add(national, 100, "00", "ID.CO.QRIS.WWW", 32) &&
                add(national, 100, "02", "ID2099999999999", 15) && add(national, 100, "03", "URE", 3) &&
                add(more, 100, "01", qris->bill, 25);
    fine = fine && qris->amount > 0 && add(to, QRIS_MAX, "00", "01", 2) && add(to, QRIS_MAX, "01", "12", 2) &&
           add(to, QRIS_MAX, "26", provider, 99) && add(to, QRIS_MAX, "51", national, 99) &&
           add(to, QRIS_MAX, "52", "9399", 4) && add(to, QRIS_MAX, "53", "360", 3) &&
           add(to, QRIS_MAX, "54", amount, 13) && add(to, QRIS_MAX, "58", "ID", 2) &&
           add(to, QRIS_MAX, "59", qris->merchant, 25) && add(to, QRIS_MAX, "60", qris->city, 15) &&
           add(to, QRIS_MAX, "61", "00000", 10) && add(to, QRIS_MAX, "62", more, 99);
    if (!fine)
        return fail(E_FORMAT, "a QRIS code needs an amount, a merchant, a city and a bill within their lengths");
    size_t n = strlen(to);
    memcpy(to + n, "6304", 4);
    snprintf(to + n + 4, QRIS_MAX - n - 4, "%04X", qris_crc(to, n + 4));
    return OK;
}

/* The field at `at`: its value and length, or false when it does not fit in what is left. */
static bool read_field(const char *at, size_t left, const char **value, size_t *n)
{
    if (left < 4)
        return false;
    for (int i = 0; i < 4; i++)
        if (!isdigit((unsigned char)at[i]))
            return false;
    *n = (size_t)((at[2] - '0') * 10 + at[3] - '0');
    *value = at + 4;
    return *n <= left - 4;
}

int qris_check(const char *text)
{
    size_t length = strlen(text), n;
    const char *value, *end = text + length;
    char crc[5];
    if (length < 12 || strncmp(text, "000201", 6) != 0 || strncmp(end - 8, "6304", 4) != 0)
        return E_FORMAT;
    for (const char *at = text; at < end; at = value + n)
        if (!read_field(at, (size_t)(end - at), &value, &n))
            return E_FORMAT;
    snprintf(crc, sizeof crc, "%04X", qris_crc(text, length - 4) & 0xffff);
    return strcmp(crc, end - 4) == 0 ? OK : E_FORMAT;
}

bool qris_find(const char *text, const char *tag, char to[100])
{
    const char *value, *end = text + strlen(text);
    size_t n;
    for (const char *at = text; read_field(at, (size_t)(end - at), &value, &n); at = value + n) {
        if (strncmp(at, tag, 2) != 0)
            continue;
        memcpy(to, value, n);
        to[n] = 0;
        return true;
    }
    return false;
}
