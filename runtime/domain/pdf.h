/* pdf.h - a document that an agency made and signed. It is printed byte for byte, so nobody here looks into it: that it
 * is what the agency says is told by its size and its hash. */
#ifndef DOMAIN_PDF_H
#define DOMAIN_PDF_H

#include "base/json.h"

enum { PDF_MAX = 2 << 20 };

/* True when these bytes begin as a PDF and are those of {sha256, size}. */
bool pdf_fits(const json_t *said, const void *bytes, size_t n);

#endif
