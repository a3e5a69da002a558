/* documents.c - the signed documents of a simulated Dukcapil: a family card for anybody, made while it is asked for.
 *
 * The PIN of a document is the last six digits of the NIK, its QR code says "DOK-" and the NIK. Like a true one a code
 * is good for one print: when the letter that it was printed has come, the look says so. */
#include "office/office.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINES = 5, PDF_ROOM = 4096, OBJECTS = 5 };

static const char prefix[] = "DOK-";

static bool was_printed(struct office *office, const char *id)
{
    return db_number(&office->db, "SELECT count(*) FROM printed WHERE id = ?", BIND(TEXT(id)), 0) > 0;
}

void documents_take(struct office *office, const char *type, const json_t *data)
{
    const char *id = json_text(json_object_get(data, "letter"), "document");
    if (strcmp(type, "id.anjungan.dukcapil.cetak.printed") == 0)
        db_do(&office->db, "INSERT OR IGNORE INTO printed VALUES (?)", BIND(TEXT(id)));
}

/* ---- a PDF of one page: five objects, their places, and the way to them */

struct pdf {
    char *bytes;
    size_t n, at[OBJECTS + 1];
};

static void put(struct pdf *pdf, const char *text)
{
    size_t n = strlen(text);
    must(pdf->n + n < PDF_ROOM);
    memcpy(pdf->bytes + pdf->n, text, n);
    pdf->n += n;
}

static void put_object(struct pdf *pdf, int number, const char *text)
{
    pdf->at[number] = pdf->n;
    put(pdf, turn_text("%d 0 obj\n%s\nendobj\n", number, text));
}

/* What would end a text in a PDF does not stand in a name. */
static const char *plain(const char *text)
{
    char *copy = turn_text("%.60s", text);
    for (char *at = copy; *at; at++)
        if (*at == '(' || *at == ')' || *at == '\\' || (unsigned char)*at > 126)
            *at = ' ';
    return copy;
}

static void put_places(struct pdf *pdf)
{
    size_t start = pdf->n;
    put(pdf, turn_text("xref\n0 %d\n0000000000 65535 f \n", OBJECTS + 1));
    for (int i = 1; i <= OBJECTS; i++)
        put(pdf, turn_text("%010zu 00000 n \n", pdf->at[i]));
    put(pdf, turn_text("trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", OBJECTS + 1, start));
}

static void write_card(struct pdf *pdf, const json_t *person)
{
    char *page =
        turn_text("BT /F 20 Tf 72 760 Td (KARTU KELUARGA) Tj /F 12 Tf 0 -32 Td (No. %s) Tj 0 -28 Td (Nama: %s) Tj "
                  "0 -18 Td (NIK: %s) Tj 0 -18 Td (Alamat: %s) Tj 0 -40 Td "
                  "(Simulasi: dokumen ini tidak ditandatangani siapa pun.) Tj ET",
                  plain(json_text(person, "kk")), plain(json_text(person, "name")), plain(json_text(person, "nik")),
                  plain(json_text(person, "address")));
    put(pdf, "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n");
    put_object(pdf, 1, "<< /Type /Catalog /Pages 2 0 R >>");
    put_object(pdf, 2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    put_object(pdf, 3,
               "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
               "/Resources << /Font << /F 4 0 R >> >> >>");
    put_object(pdf, 4, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    put_object(pdf, 5, turn_text("<< /Length %zu >>\nstream\n%s\nendstream", strlen(page), page));
    put_places(pdf);
}

static json_t *described(const struct pdf *pdf)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    char hex[2 * sizeof hash + 1], *base64 = make(sodium_base64_ENCODED_LEN(PDF_ROOM, sodium_base64_VARIANT_ORIGINAL));
    crypto_hash_sha256(hash, (const unsigned char *)pdf->bytes, pdf->n);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    sodium_bin2base64(base64, sodium_base64_ENCODED_LEN(PDF_ROOM, sodium_base64_VARIANT_ORIGINAL),
                      (const unsigned char *)pdf->bytes, pdf->n, sodium_base64_VARIANT_ORIGINAL);
    json_t *document = json_pack("{ss,sI,ss}", "sha256", hex, "size", (json_int_t)pdf->n, "base64", base64);
    wipe_text(base64);
    return document;
}

/* ---- the look */

/* Whose document it is; "" when NIK and PIN, or the code, belong to nobody. */
static const char *owner_of(const json_t *input)
{
    const char *nik = json_text(input, "nik"), *code = json_text(input, "code");
    if (strncmp(code, prefix, sizeof prefix - 1) == 0)
        return code + sizeof prefix - 1;
    return strlen(nik) == 16 && strcmp(nik + 10, json_text(input, "pin")) == 0 ? nik : "";
}

json_t *look_document(struct office *office, const json_t *input)
{
    json_t *person = people_find(office, owner_of(input));
    if (!person)
        return NULL;
    const char *id = turn_text("%s%s", prefix, json_text(person, "nik"));
    struct pdf pdf = {.bytes = make(PDF_ROOM)};
    json_t *answer = json_pack("{ss}", "state", "printed");
    if (!was_printed(office, id)) {
        write_card(&pdf, person);
        json_object_update_new(answer, json_pack("{ss,ss,ss,so}", "state", "ready", "id", id, "title", "Kartu Keluarga",
                                                 "document", described(&pdf)));
    }
    wipe_free(pdf.bytes, PDF_ROOM);
    json_wipe(person);
    return answer;
}
