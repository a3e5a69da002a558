/* frame.c - see frame.h.
 *
 * Not obvious: this is written beside the driver for cameras (hw/camera), not from it; what they disagree about is
 * seen. A JPEG too large to be made is a small one whose head says that size, which is what a lying camera sends. */
#define _GNU_SOURCE
#include "proof/frame.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

enum {
    PIXELS = 1600 * 1300, /* the largest that is made */
    EDGE = 65535,
    QUALITY = 90,
    SMALL = 16,
    NEAR = 4,     /* as a JPEG comes to a colour */
    STRANGE = 77, /* a form nobody knows */
};

const char *const frame_bad[] = {
    "jpeg 64x48 808080 0",       "jpeg 64x48 808080 1",     "jpeg 64x48 808080 20", "jpeg 64x48 808080 300",
    "jpeg 65500x65500 808080",   "jpeg 4097x16 808080 200", "noise 64x48 808080",   "progressive 64x48 808080",
    "strange 64x48 808080",      "rgb 64x48 808080 9215",   "rgb 64x48 808080 0",   "rgb 65535x65535 808080 100",
    "rgb 0x48 808080",           "rgb 64x0 808080",         "yuyv 64x48 808080 1",  "yuyv 63x48 808080",
    "yuyv 65535x65535 808080 9", "rgb 4097x1 808080",
};
const size_t frame_bads = COUNT(frame_bad);

const char *const frame_odd[] = {"rgb 1x1 808080",     "rgb 4096x2 808080", "rgb 2x4096 808080",
                                 "yuyv 2x4096 808080", "jpeg 1x1 808080",   "jpeg 17x9 808080"};
const size_t frame_odds = COUNT(frame_odd);

/* ---- what a camera sends */

static uint8_t rgb[PIXELS * 3], bytes[PIXELS * 3];

/* Of a frame larger than there is room for, what fits, and no more than is wanted of it. */
static size_t fill(uint8_t *to, uint64_t all, const uint8_t *pattern, size_t n)
{
    size_t size = (size_t)(all < PIXELS ? all : PIXELS) * n, done = size < n ? size : n;
    memcpy(to, pattern, done);
    for (size_t piece; done < size; done += piece) {
        piece = done < size - done ? done : size - done;
        memcpy(to + done, to, piece);
    }
    return size;
}

static void write_rows(struct jpeg_compress_struct *jpeg)
{
    while (jpeg->next_scanline < jpeg->image_height) {
        JSAMPROW row = rgb + (size_t)jpeg->next_scanline * jpeg->image_width * 3;
        jpeg_write_scanlines(jpeg, &row, 1);
    }
}

/* What is in `rgb`, as bytes. */
static size_t press(uint32_t width, uint32_t height, bool progressive)
{
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char *at = bytes;
    unsigned long n = sizeof bytes;
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &at, &n);
    jpeg.image_width = width;
    jpeg.image_height = height;
    jpeg.input_components = 3;
    jpeg.in_color_space = JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, QUALITY, TRUE);
    if (progressive)
        jpeg_simple_progression(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    write_rows(&jpeg);
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    must(at == bytes);
    return n;
}

/* The head of the picture, behind FF C0, its length and its depth: height and width. */
static void claim_size(size_t n, uint32_t width, uint32_t height)
{
    const uint8_t start[] = {0xff, 0xc0};
    uint8_t *head = memmem(bytes, n, start, sizeof start);
    must(head && head + 9 <= bytes + n);
    const uint8_t size[] = {(uint8_t)(height >> 8), (uint8_t)height, (uint8_t)(width >> 8), (uint8_t)width};
    memcpy(head + 5, size, sizeof size);
}

static size_t make_jpeg(uint32_t width, uint32_t height, const uint8_t colour[3], bool progressive)
{
    bool large = (uint64_t)width * height > PIXELS;
    uint32_t across = large ? SMALL : width, down = large ? SMALL : height;
    fill(rgb, (uint64_t)across * down, colour, 3);
    size_t n = press(across, down, progressive);
    if (large)
        claim_size(n, width, height);
    return n;
}

/* Begins as a JPEG does. */
static size_t make_noise(uint64_t pixels)
{
    size_t n = fill(bytes, pixels, (const uint8_t[]){0xff, 0xd8}, 2);
    for (size_t i = 2; i < n; i++)
        bytes[i] = (uint8_t)(i * i >> 3);
    return n;
}

static size_t make_spoilt(uint32_t width, uint32_t height, uint32_t bit)
{
    size_t n = make_jpeg(width, height, (const uint8_t[]){0x20, 0x80, 0xe0}, false);
    bytes[bit / 8 % n] ^= (uint8_t)(1u << bit % 8);
    return n;
}

static size_t make_yuyv(uint64_t pixels, const uint8_t colour[3])
{
    return fill(bytes, pixels, (const uint8_t[]){(uint8_t)(16 + colour[2] * 219 / 255), 128}, 2);
}

static const struct form {
    const char *name;
    enum kd_format format;
    uint32_t pixel; /* bytes in a row for each; 0: no rows */
} forms[] = {
    {"rgb", KD_RGB, 3},
    {"yuyv", KD_YUYV, 2},
    {"jpeg", KD_JPEG, 0},
    {"progressive", KD_JPEG, 0},
    {"spoilt", KD_JPEG, 0},
    {"noise", KD_JPEG, 0},
    {"strange", (enum kd_format)STRANGE, 3},
};

static const struct form *find_form(const char *name)
{
    for (size_t i = 0; i < COUNT(forms); i++)
        if (strcmp(forms[i].name, name) == 0)
            return &forms[i];
    return NULL;
}

/* No more pixels are made than bytes are wanted. */
static size_t make_bytes(const struct form *form, const struct kd_frame *frame, uint32_t colour, uint32_t most)
{
    const uint8_t parts[] = {(uint8_t)(colour >> 16), (uint8_t)(colour >> 8), (uint8_t)colour};
    bool progressive = strcmp(form->name, "progressive") == 0;
    uint64_t all = (uint64_t)frame->width * frame->height, pixels = all < most ? all : most;
    if (frame->format == KD_YUYV)
        return make_yuyv(pixels, parts);
    if (strcmp(form->name, "noise") == 0)
        return make_noise(pixels);
    if (strcmp(form->name, "spoilt") == 0)
        return make_spoilt(frame->width, frame->height, colour);
    if (frame->format == KD_JPEG)
        return make_jpeg(frame->width, frame->height, parts, progressive);
    return fill(bytes, pixels, parts, 3);
}

int frame_make(const char *text, struct kd_frame *to)
{
    char name[16] = "";
    unsigned width = 0, height = 0, colour = 0, most = UINT32_MAX;
    int read = sscanf(text, "%15s %5ux%5u %6x %9u", name, &width, &height, &colour, &most);
    const struct form *form = find_form(name);
    bool empty = width == 0 || height == 0;
    if (read < 4 || !form || width > EDGE || height > EDGE || (form->format == KD_JPEG && empty))
        return E_FORMAT;
    *to = (struct kd_frame){.format = form->format, .width = width, .height = height, .stride = width * form->pixel};
    size_t n = make_bytes(form, to, colour, most);
    to->bytes = (struct kd_bytes){bytes, n < most ? n : most};
    return OK;
}

/* ---- what became of it */

static void look_at_row(struct look *look, const uint8_t *row, uint32_t width)
{
    for (size_t i = 0; i < (size_t)width * 3; i++) {
        size_t colour = i % 3;
        look->low[colour] = row[i] < look->low[colour] ? row[i] : look->low[colour];
        look->high[colour] = row[i] > look->high[colour] ? row[i] : look->high[colour];
    }
}

static struct look look_begin(uint32_t width, uint32_t height)
{
    return (struct look){width, height, {255, 255, 255}, {0, 0, 0}};
}

void look_at_rgb(struct look *look, const uint8_t *from, uint32_t width, uint32_t height)
{
    *look = look_begin(width, height);
    for (size_t y = 0; y < height; y++)
        look_at_row(look, from + y * width * 3, width);
}

struct trouble {
    struct jpeg_error_mgr errors;
    jmp_buf out;
};

static void on_error(j_common_ptr jpeg)
{
    longjmp(((struct trouble *)jpeg->err)->out, 1);
}

/* A warning is an error: libjpeg mends what it can, and a mended face is nobody's. */
static void on_message(j_common_ptr jpeg, int level)
{
    if (level < 0)
        on_error(jpeg);
}

static bool decode(struct jpeg_decompress_struct *jpeg, struct look *look, struct kd_bytes from)
{
    static uint8_t row[EDGE * 3];
    JSAMPROW rows[] = {row};
    jpeg_create_decompress(jpeg);
    jpeg_mem_src(jpeg, from.at, from.n);
    jpeg_read_header(jpeg, TRUE);
    if (jpeg->progressive_mode || jpeg->arith_code)
        return false;
    jpeg->out_color_space = JCS_RGB;
    jpeg_start_decompress(jpeg);
    *look = look_begin(jpeg->output_width, jpeg->output_height);
    while (jpeg->output_scanline < jpeg->output_height) {
        jpeg_read_scanlines(jpeg, rows, 1);
        look_at_row(look, row, look->width);
    }
    return jpeg_finish_decompress(jpeg);
}

int look_at_jpeg(struct look *look, struct kd_bytes from)
{
    struct jpeg_decompress_struct jpeg = {0};
    struct trouble trouble;
    volatile bool good = false;
    *look = (struct look){0};
    jpeg.err = jpeg_std_error(&trouble.errors);
    trouble.errors.error_exit = on_error;
    trouble.errors.emit_message = on_message;
    if (setjmp(trouble.out) == 0)
        good = decode(&jpeg, look, from);
    jpeg_destroy_decompress(&jpeg);
    return good ? OK : E_FORMAT;
}

bool look_is(const struct look *look, const char *text)
{
    unsigned width = 0, height = 0, colour = 0;
    if (sscanf(text, "%5ux%5u %6x", &width, &height, &colour) != 3 || look->width != width || look->height != height)
        return false;
    for (int i = 0; i < 3; i++) {
        int wanted = (int)(colour >> (16 - i * 8) & 255);
        if (look->low[i] < wanted - NEAR || look->high[i] > wanted + NEAR)
            return false;
    }
    return true;
}

/* Of the same form, a pixel more or less; and no colour that the other has not. */
bool look_shows(const struct look *small, const struct look *whole)
{
    int64_t across = (int64_t)small->width * whole->height, down = (int64_t)small->height * whole->width;
    int64_t pixel = whole->width > whole->height ? whole->width : whole->height;
    if (small->width == 0 || llabs(across - down) > pixel)
        return false;
    for (int i = 0; i < 3; i++)
        if (small->low[i] + 2 * NEAR < whole->low[i] || small->high[i] > whole->high[i] + 2 * NEAR)
            return false;
    return true;
}
