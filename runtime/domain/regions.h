/* regions.h - a pack of regions: every code that exists in one edition, and its name; found by code or while typing.
 *
 * A pack is a text of UTF-8, made by scripts/regions or, as regions.sample, by hand:
 *
 *   anjungan regions 1
 *   Kepmendagri 300.2.2-2138/2025; where the rows come from and what they may be used for
 *   33 Jawa Tengah
 *   33.02 Kabupaten Banyumas
 *   33.02.04 Rawalo
 *   33.02.04.2001 Losari
 *   end 4
 *
 * Rows are in the order of their codes, each after what it lies in; `end` and their number come last, so half a pack is
 * refused. It is read whole and checked whole: no row that came out of it can surprise anybody later, and nobody who
 * replaces the file can pull the ground from under a running program. */
#ifndef DOMAIN_REGIONS_H
#define DOMAIN_REGIONS_H

#include "domain/region.h"

enum { REGIONS_MAX_BYTES = 16 << 20, REGIONS_NAME = 64, REGIONS_WORDS = 8, REGIONS_FOUND = 32 };

struct regions;

struct region {
    uint64_t key;                /* its digits, filled up with zeros to ten: order is the order of the pack */
    const char *name, *kind;     /* "Rawalo", "kecamatan" (region_kind) */
    const struct region *parent; /* NULL for a province */
    enum region_level level;
};

/* NULL after a failure, which names the file and the line. */
struct regions *regions_open(const char *path);
void regions_close(struct regions *regions);

size_t regions_count(const struct regions *regions);
const char *regions_edition(const struct regions *regions);

/* NULL when it is not in the pack. What is found lives as long as the pack. */
const struct region *regions_find(const struct regions *regions, const struct region_code *code);

/* The first that lies in it (in the country, for NULL), and the next one beside it: NULL when there is none. For lists
 * to choose from, level by level. */
const struct region *regions_first(const struct regions *regions, const struct region *in);
const struct region *regions_next(const struct regions *regions, const struct region *beside);

/* What may be meant by what was typed so far: every word of it (the first eight count) begins a word of the place's own
 * name, of its kind, or of the names around it, and at least one is of its own name. "sumber wana" finds Sumberasih in
 * Wanasari, "kota m" Kota Malang. Capitals, hyphens and apostrophes do not matter. The best come first: what is named
 * so, what begins so, the rest; in each of them larger places first, then the order of codes. How many were found, up
 * to `most` (REGIONS_FOUND). When nothing is called so, what is called nearly so: one letter of a word may be wrong,
 * missing, too much, or have changed places with the next. */
size_t regions_search(const struct regions *regions, const char *typed, const struct region **found, size_t most);

/* The code as region.h has it. */
struct region_code regions_code(const struct region *region);

/* "Desa Losari, Kecamatan Rawalo, Kabupaten Banyumas, Jawa Tengah" in turn memory. */
char *regions_write(const struct region *region);

#endif
