/* pdf.c - see pdf.h. */
#include "domain/pdf.h"

#include <sodium.h>
#include <string.h>

bool pdf_fits(const json_t *said, const void *bytes, size_t n)
{
    static const char begin[] = "%PDF-";
    unsigned char hash[crypto_hash_sha256_BYTES];
    char hex[2 * sizeof hash + 1];
    if (n < sizeof begin || n > PDF_MAX || memcmp(bytes, begin, sizeof begin - 1) != 0 ||
        json_number(said, "size", -1) != (int64_t)n)
        return false;
    crypto_hash_sha256(hash, bytes, n);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    return strcmp(json_text(said, "sha256"), hex) == 0;
}
