/* oracle.h - what ESC/POS bytes put on paper, by the public specification of its commands and by its own hand: it
 * shares nothing with the simulated printer, so that the two find each other's mistakes.
 *
 * It is strict. Of letters it knows that they may come, not what they look like. A command it does not know, a value
 * outside of what the specification allows, two pictures of different widths on one page, a real-time command inside a
 * picture: each is a complaint with its offset, and after the first nothing is read any more. */
#ifndef PRINTER_ORACLE_H
#define PRINTER_ORACLE_H

#include "base/base.h"

enum question { ASKS_STATUS, ASKS_PAPER, ASKS_PROCESS_ID, ASKS_CLEAR };

struct oracle_page {
    uint8_t *dots; /* rows of whole bytes, the leftmost dot is the most significant bit, 1 is black */
    size_t n, room, stride, rows;
    bool cleared; /* the printer was told to forget: nobody knows how much of it is on paper */
};

struct oracle {
    /* set by the owner; may be NULL. `values`: n of DLE EOT and GS r, the four bytes of a process id */
    void (*asked)(void *mine, enum question what, const uint8_t *values);
    void *mine;
    /* what it knows */
    struct oracle_page page, last; /* the open one; the last that was cut and had ink */
    int pages;                     /* cut so far */
    char complaint[160];
    /* kept by the oracle */
    uint8_t command[16];
    size_t n_command, offset, data_left;
    uint8_t before; /* the data byte before this one */
    bool letters;   /* a code page was chosen */
    bool adrift;    /* in the middle of a command that nobody will end */
};

void oracle_take(struct oracle *oracle, const uint8_t *bytes, size_t n);

/* The line was cut. In the middle of a command a printer goes on waiting for the rest of it, over the next connection:
 * whoever calls then may only say real-time commands until it has forgotten (DLE DC4 8). */
void oracle_hang_up(struct oracle *oracle);
void oracle_free(struct oracle *oracle);

/* At the end: nothing is left half said. */
bool oracle_is_done(const struct oracle *oracle);

/* The last page has exactly these dots. */
bool oracle_shows(const struct oracle *oracle, const uint8_t *dots, size_t n);

#endif
