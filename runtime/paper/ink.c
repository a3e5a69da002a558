/* ink.c - see ink.h. */
#include "paper/ink.h"

#include "base/base.h"

#include <glib.h>
#include <qrencode.h>

const char ink_families[] = "Inter, Noto Sans, Noto Sans Javanese, Noto Sans Arabic";

static QRcode *encode(const char *text)
{
    return QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
}

int ink_qr_modules(const char *text)
{
    QRcode *code = encode(text);
    int modules = code ? code->width : 0;
    QRcode_free(code);
    return modules;
}

void ink_qr(cairo_t *cairo, const char *text, double module, double x, double y)
{
    QRcode *code = encode(text);
    must(code != NULL); /* ink_qr_modules() said that it fits */
    for (int row = 0; row < code->width; row++)
        for (int column = 0; column < code->width; column++)
            if (code->data[row * code->width + column] & 1)
                cairo_rectangle(cairo, x + column * module, y + row * module, module, module);
    cairo_fill(cairo);
    QRcode_free(code);
}

void ink_flower(cairo_t *cairo, double x, double y, double size)
{
    const double away = 0.265, longer = 0.315, shorter = 0.185; /* of the size */
    for (int i = 0; i < 4; i++) {
        cairo_save(cairo);
        cairo_translate(cairo, x + size / 2, y + size / 2);
        cairo_rotate(cairo, (2 * i + 1) * G_PI / 4);
        cairo_translate(cairo, size * away * G_SQRT2, 0);
        cairo_scale(cairo, size * longer, size * shorter);
        cairo_arc(cairo, 0, 0, 1, 0, 2 * G_PI);
        cairo_restore(cairo);
        cairo_fill(cairo);
    }
}
