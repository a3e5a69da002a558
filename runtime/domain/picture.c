/* picture.c - see picture.h. */
#include "domain/picture.h"

#include <sodium.h>
#include <string.h>

enum { PICTURE_BASE64 = (PICTURE_MAX + 2) / 3 * 4 };

enum { START = 0xd8, END = 0xd9, SCAN = 0xda, FRAME = 0xc0, FRAME_LEAST = 8 };

/* A marker with nothing behind it: restarts, and what pads. */
static bool stands_alone(unsigned char marker)
{
    return marker == 0x01 || (marker >= 0xd0 && marker <= START);
}

/* From segment to segment, until the one that says how large it is. */
bool picture_size(const void *bytes, size_t n, int *width, int *height)
{
    const unsigned char *b = bytes;
    if (n < 4 || b[0] != 0xff || b[1] != START)
        return false;
    for (size_t at = 2; at + 4 <= n;) {
        unsigned char marker = b[at + 1];
        size_t length = (size_t)b[at + 2] << 8 | b[at + 3];
        if (b[at] != 0xff || marker == END || marker == SCAN || stands_alone(marker) || length < 2)
            return false;
        if (marker == FRAME) {
            if (length < FRAME_LEAST || at + 2 + FRAME_LEAST > n)
                return false;
            *height = b[at + 5] << 8 | b[at + 6];
            *width = b[at + 7] << 8 | b[at + 8];
            return *width > 0 && *height > 0;
        }
        at += 2 + length;
    }
    return false;
}

static void hash(const void *bytes, size_t n, char hex[crypto_hash_sha256_BYTES * 2 + 1])
{
    unsigned char sum[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(sum, bytes, n);
    sodium_bin2hex(hex, sizeof sum * 2 + 1, sum, sizeof sum);
}

json_t *picture_answer(const char *id, const void *bytes, size_t n, int width, int height)
{
    char hex[crypto_hash_sha256_BYTES * 2 + 1];
    hash(bytes, n, hex);
    return json_pack("{ss,ss,sI,si,si}", "id", id, "sha256", hex, "bytes", (json_int_t)n, "width", width, "height",
                     height);
}

static bool is_size(const json_t *value, const char *name, int64_t most)
{
    int64_t size = json_number(value, name, 0);
    return size > 0 && size <= most;
}

bool picture_is_answer(const json_t *value)
{
    return json_object_size(value) == 5 && *json_text(value, "id") &&
           strlen(json_text(value, "sha256")) == crypto_hash_sha256_BYTES * 2 && is_size(value, "bytes", PICTURE_MAX) &&
           is_size(value, "width", PICTURE_EDGE) && is_size(value, "height", PICTURE_EDGE);
}

bool picture_is_kind(const char *kind)
{
    return strcmp(kind, "photo") == 0 || strcmp(kind, "scan") == 0;
}

json_t *picture_part(const json_t *answer, const void *bytes, size_t n)
{
    size_t size = sodium_base64_encoded_len(n, sodium_base64_VARIANT_ORIGINAL);
    char *text = sodium_bin2base64(turn_alloc(size), size, bytes, n, sodium_base64_VARIANT_ORIGINAL);
    return json_pack("{ss,sI,sI,ss,ss}", "media_type", "image/jpeg", "width", json_number(answer, "width", 0), "height",
                     json_number(answer, "height", 0), "sha256", json_text(answer, "sha256"), "base64", text);
}

bool picture_read_part(const json_t *part, char **bytes, size_t *n)
{
    const char *text = json_text(part, "base64");
    char hex[crypto_hash_sha256_BYTES * 2 + 1];
    int width, height;
    size_t length = strlen(text);
    if (length == 0 || length > PICTURE_BASE64)
        return false;
    *bytes = make(PICTURE_MAX);
    if (sodium_base642bin((unsigned char *)*bytes, PICTURE_MAX, text, length, NULL, n, NULL,
                          sodium_base64_VARIANT_ORIGINAL) == 0) {
        hash(*bytes, *n, hex);
        if (strcmp(hex, json_text(part, "sha256")) == 0 && picture_size(*bytes, *n, &width, &height) &&
            width == json_number(part, "width", 0) && height == json_number(part, "height", 0))
            return true;
    }
    wipe_free(*bytes, PICTURE_MAX);
    return false;
}

bool picture_is_part(const json_t *value)
{
    char *bytes;
    size_t n;
    if (json_object_size(value) != 5 || strcmp(json_text(value, "media_type"), "image/jpeg") != 0 ||
        !picture_read_part(value, &bytes, &n))
        return false;
    wipe_free(bytes, n);
    return true;
}

struct filling {
    picture_find *find;
    void *mine;
    int n;
    const char *why;
};

static json_t *fill(struct filling *filling, const json_t *value);

static json_t *fill_object(struct filling *filling, const json_t *value)
{
    json_t *filled = json_object(), *inner;
    const char *name;
    json_object_foreach ((json_t *)(uintptr_t)value, name, inner) {
        json_object_set_new(filled, name, fill(filling, inner));
    }
    return filled;
}

static json_t *fill_array(struct filling *filling, const json_t *value)
{
    json_t *filled = json_array(), *inner;
    size_t i;
    json_array_foreach (value, i, inner) {
        json_array_append_new(filled, fill(filling, inner));
    }
    return filled;
}

static json_t *fill_picture(struct filling *filling, const json_t *answer)
{
    json_t *part = filling->n++ < PICTURES_MAX ? filling->find(filling->mine, answer) : NULL;
    if (!part && !filling->why)
        filling->why =
            filling->n > PICTURES_MAX ? "more than four pictures" : "a picture that this visit does not have";
    return part ? part : json_null();
}

/* As deep as a packet may be: who calls it has read it from one. */
static json_t *fill(struct filling *filling, const json_t *value)
{
    if (picture_is_answer(value))
        return fill_picture(filling, value);
    if (json_is_object(value))
        return fill_object(filling, value);
    return json_is_array(value) ? fill_array(filling, value) : json_deep_copy(value);
}

json_t *picture_fill(const json_t *data, picture_find *find, void *mine, const char **why)
{
    struct filling filling = {.find = find, .mine = mine};
    json_t *filled = fill(&filling, data);
    *why = filling.why;
    if (!filling.why)
        return filled;
    json_wipe(filled);
    return NULL;
}
