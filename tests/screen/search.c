/* What people type, and what they mean: each must be among the first three, over the shipped services and five hundred
 * others that are made of everyday words too. Prints what a key costs; nothing is judged by it. */
#define _GNU_SOURCE
#include "screen/search.h"

#include "base/conf.h"
#include "test.h"

#include <string.h>
#include <time.h>

enum { FIRST = 3, MOST = 600, OTHERS = 500 };

static struct search *search;
static char ids[MOST][64];
static int n_ids;

/* --- what there is ---------------------------------------------------------------------------------------------------
 */

static json_t *read_words(const char *plugin, const char *language)
{
    json_t *words = conf_read_file(turn_text(SOURCE "/plugins/%s/words.%s.conf", plugin, language));
    must(words != NULL);
    return words;
}

static void add_texts(int row, const json_t *texts)
{
    search_add(search, row, SEARCH_TITLE, json_text(texts, "title"));
    search_add(search, row, SEARCH_LINE, json_text(texts, "line"));
    search_add(search, row, SEARCH_WORDS, json_text(texts, "words"));
}

static void add_plugin(const char *plugin)
{
    json_t *manifest = conf_read_file(turn_text(SOURCE "/plugins/%s/plugin.conf", plugin)), *service;
    json_t *id = read_words(plugin, "id"), *en = read_words(plugin, "en");
    size_t i;
    json_array_foreach (json_object_get(manifest, "services"), i, service) {
        const char *key = turn_text("services.%s", json_text(service, "words"));
        snprintf(ids[n_ids], sizeof ids[0], "%s", json_text(service, "id"));
        add_texts(n_ids, json_at(id, key));
        add_texts(n_ids++, json_at(en, key));
    }
    json_decref(manifest);
    json_decref(id);
    json_decref(en);
}

/* "Izin apotek" is other.izin.apotek. */
static void add_others(void)
{
    static const char *const kinds[] = {"izin",        "rekomendasi", "legalisir",    "konsultasi", "pengaduan",
                                        "perubahan",   "pencabutan",  "perpanjangan", "salinan",    "surat keterangan",
                                        "pendaftaran", "sertifikat",  "pemeriksaan",  "laporan",    "bantuan",
                                        "pengesahan",  "duplikat",    "informasi",    "jadwal",     "penelitian"};
    static const char *const things[] = {
        "apotek",  "klinik",   "reklame",      "parkir",   "pasar",    "bengkel",  "salon",    "hotel", "sekolah",
        "yayasan", "koperasi", "ternak",       "kapal",    "trayek",   "gudang",   "menara",   "sumur", "jembatan",
        "pohon",   "museum",   "perpustakaan", "olahraga", "kesenian", "beasiswa", "pertanian"};
    for (int i = 0; i < OTHERS; i++) {
        const char *kind = kinds[i % 20], *thing = things[i / 20];
        snprintf(ids[n_ids], sizeof ids[0], "other.%s.%s", kind, thing);
        search_add(search, n_ids, SEARCH_TITLE, turn_text("%s %s", kind, thing));
        search_add(search, n_ids, SEARCH_LINE, "Surat, data, dan dokumen dinas");
        search_add(search, n_ids++, SEARCH_WORDS, "urusan surat nomor baru");
    }
}

static void open_search(void)
{
    search = search_new();
    json_t *id = conf_read_file(SOURCE "/runtime/words/words.id.conf");
    json_t *en = conf_read_file(SOURCE "/runtime/words/words.en.conf");
    search_skip(search, json_string_value(json_at(id, "ui.search.skip")));
    search_same(search, json_string_value(json_at(id, "ui.search.same")));
    search_skip(search, json_string_value(json_at(en, "ui.search.skip")));
    search_same(search, json_string_value(json_at(en, "ui.search.same")));
    add_plugin("dukcapil.kk");
    add_plugin("dukcapil.ktp");
    add_plugin("polri.skck");
    add_plugin("mpp.antrean");
    add_plugin("mpp.menikah");
    add_plugin("kua.nikah");
    add_plugin("polri.sim");
    add_plugin("hello");
    add_others();
    json_decref(id);
    json_decref(en);
}

/* --- what is meant ---------------------------------------------------------------------------------------------------
 */

static const struct {
    const char *typed, *meant;
} table[] = {
    /* the words themselves, unfinished ones, any order */
    {"SKCK", "polri.skck"},
    {"skc", "polri.skck"},
    {"surat kelakuan baik", "polri.skck"},
    {"kelakuan baik surat", "polri.skck"},
    {"catatan kepol", "polri.skck"},
    {"keterangan berkelakuan baik", "polri.skck"},
    {"ktp", "dukcapil.ktp"},
    {"ktp hilang", "dukcapil.ktp"},
    {"hilang ktp", "dukcapil.ktp"},
    {"cetak ulang ktp", "dukcapil.ktp"},
    {"buku nikah", "mpp.menikah"},
    {"daftar nikah", "kua.nikah"},
    {"penghulu", "kua.nikah"},
    {"akta kelahiran", "mpp.antrean.kelahiran"},
    {"akta kematian", "mpp.antrean.kematian"},
    {"pindah alamat", "mpp.antrean.pindah"},
    {"buka usaha", "mpp.antrean.usaha"},
    {"paspor", "mpp.antrean.imigrasi"},
    {"paspo", "mpp.antrean.imigrasi"},
    {"bpjs", "mpp.antrean.bpjs"},
    {"pbb", "mpp.antrean.pajak"},
    {"tilang", "mpp.antrean.kejaksaan"},
    {"nib", "mpp.antrean.usaha"},
    {"izin apotek", "other.izin.apotek"},
    {"legalisir sekolah", "other.legalisir.sekolah"},
    /* as people say it */
    {"ktp ilang", "dukcapil.ktp"},
    {"bikin sim", "mpp.antrean.polri"},
    {"saya mau bikin ktp baru", "dukcapil.ktp"},
    {"ngurus akta anak", "mpp.antrean.kelahiran"},
    {"lahiran", "mpp.antrean.kelahiran"},
    {"bayi baru lahir", "mpp.antrean.kelahiran"},
    {"mau kawin", "mpp.menikah"},
    {"pernikahan", "mpp.menikah"},
    {"bapak meninggal", "mpp.antrean.kematian"},
    {"orang tua wafat", "mpp.antrean.kematian"},
    {"pindah rumah", "mpp.antrean.pindah"},
    {"pindahan", "mpp.antrean.pindah"},
    {"perpanjang sim c", "mpp.antrean.polri"},
    {"pajak motor", "mpp.antrean.pajak"},
    {"bayar pajak tanah", "mpp.antrean.pajak"},
    {"buka warung", "mpp.antrean.usaha"},
    {"izin toko", "mpp.antrean.usaha"},
    {"melamar kerja", "polri.skck"},
    {"lamaran pekerjaan", "polri.skck"},
    {"denda tilang", "mpp.antrean.kejaksaan"},
    {"umroh paspor", "mpp.antrean.imigrasi"},
    {"ganti faskes", "mpp.antrean.bpjs"},
    {"kartu keluarga", "dukcapil.kk"},
    {"kk hilang", "dukcapil.kk"},
    {"pecah kk", "dukcapil.kk"},
    {"numpang kk", "dukcapil.kk"},
    {"katru keluarga", "dukcapil.kk"},
    {"family card", "dukcapil.kk"},
    {"ijin praktek dokter", "mpp.antrean.dpmptsp"},
    {"perijinan apotik", "other.izin.apotek"},
    {"rabi", "mpp.menikah"},
    {"nyetir motor", "mpp.antrean.polri"},
    {"kecurian ktp", "dukcapil.ktp"},
    /* misspelt */
    {"paspot", "mpp.antrean.imigrasi"},
    {"pasport", "mpp.antrean.imigrasi"},
    {"imigarsi", "mpp.antrean.imigrasi"},
    {"kpt", "dukcapil.ktp"},
    {"ktp hilnag", "dukcapil.ktp"},
    {"akte klahiran", "mpp.antrean.kelahiran"},
    {"kelahran", "mpp.antrean.kelahiran"},
    {"meningal", "mpp.antrean.kematian"},
    {"kematin", "mpp.antrean.kematian"},
    {"nikha", "mpp.menikah"},
    {"menikh", "mpp.menikah"},
    {"skkc", "polri.skck"},
    {"kelakuwan baik", "polri.skck"},
    {"kepolisan", "polri.skck"},
    {"pndah alamat", "mpp.antrean.pindah"},
    {"bpsj", "mpp.antrean.bpjs"},
    {"pajk kendaran", "mpp.antrean.pajak"},
    {"perijinan usahaa", "mpp.antrean.usaha"},
    {"tilagn", "mpp.antrean.kejaksaan"},
    {"rekomendsi beasiwa", "other.rekomendasi.beasiswa"},
    {"konsultsi pertanyan", "other.konsultasi.pertanian"},
    /* without spaces, with too many, with signs */
    {"aktakelahiran", "mpp.antrean.kelahiran"},
    {"ktphilang", "dukcapil.ktp"},
    {"k t p", "dukcapil.ktp"},
    {"s k c k", "polri.skck"},
    {"e-ktp rusak", "dukcapil.ktp"},
    {"ktpku patah", "dukcapil.ktp"},
    /* the other language, and both */
    {"police record", "polri.skck"},
    {"good conduct", "polri.skck"},
    {"lost id card", "dukcapil.ktp"},
    {"i want to get married", "mpp.menikah"},
    {"passport", "mpp.antrean.imigrasi"},
    {"driving licence", "mpp.antrean.polri"},
    {"driver license", "mpp.antrean.polri"},
    {"birth certificate", "mpp.antrean.kelahiran"},
    {"moving house", "mpp.antrean.pindah"},
    {"bisnes permit", "mpp.antrean.usaha"},
    {"kartu id hilang", "dukcapil.ktp"},
};

static void check_found(const char *typed, const char *meant)
{
    int rows[FIRST], n = search_find(search, typed, rows, FIRST);
    bool found = false;
    for (int i = 0; i < n; i++)
        found |= strcmp(ids[rows[i]], meant) == 0;
    test_checks++;
    if (found)
        return;
    test_failures++;
    fprintf(stderr, "\"%s\" is not %s but", typed, meant);
    for (int i = 0; i < n; i++)
        fprintf(stderr, " %s", ids[rows[i]]);
    fprintf(stderr, "\n");
}

static void test_table(void)
{
    for (size_t i = 0; i < COUNT(table); i++) {
        check_found(table[i].typed, table[i].meant);
        turn_end();
    }
    check(COUNT(table) >= 60);
}

/* Words that say nothing are looked for only when they are alone; others stand for each other. */
static void test_rules(void)
{
    int rows[FIRST];
    struct search *small = search_new();
    search_skip(small, "mau");
    search_same(small, "api bakar, bayi anak");
    search_add(small, 0, SEARCH_TITLE, "Mau makan");
    search_add(small, 1, SEARCH_TITLE, "Bayi");
    check(search_find(small, "mau", rows, FIRST) == 1 && rows[0] == 0);
    check(search_find(small, "mau bayi", rows, FIRST) == 1 && rows[0] == 1);
    check(search_find(small, "anak", rows, FIRST) == 1 && rows[0] == 1);
    check(search_find(small, "bakar", rows, FIRST) == 0);
    search_free(small);
}

static void test_nothing(void)
{
    int rows[FIRST];
    check(search_find(search, "", rows, FIRST) == 0);
    check(search_find(search, "  -?! ", rows, FIRST) == 0);
    check(search_find(search, "qxzvw", rows, FIRST) == 0);
    check(search_find(search, "saya mau", rows, FIRST) <= FIRST); /* words that say nothing are looked for alone */
    check(search_find(search, "izin", rows, 1) == 1);
}

static void test_any_bytes(void)
{
    char typed[260];
    int rows[FIRST];
    for (unsigned seed = 1; seed < 2000; seed++) {
        unsigned x = seed * 2654435761u;
        size_t n = x % (sizeof typed - 1);
        for (size_t i = 0; i < n; i++)
            typed[i] = (char)((x = x * 1664525u + 1013904223u) >> 24 ? x >> 24 : ' ');
        typed[n] = 0;
        check(search_find(search, typed, rows, FIRST) <= FIRST);
        turn_end();
    }
}

static int64_t micros(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* Every letter of every row of the table, as it is typed. */
static void tell_speed(void)
{
    int rows[7], keys = 0;
    int64_t worst = 0, begin = micros(), last = begin;
    for (size_t i = 0; i < COUNT(table); i++)
        for (size_t n = 1; n <= strlen(table[i].typed); n++, keys++) {
            search_find(search, turn_text("%.*s", (int)n, table[i].typed), rows, 7);
            int64_t now = micros();
            worst = now - last > worst ? now - last : worst;
            last = now;
            turn_end();
        }
    printf("%d services: %.2f ms a key, the worst %.2f ms\n", n_ids, (double)(last - begin) / 1000 / keys,
           (double)worst / 1000);
}

int main(void)
{
    open_search();
    test_table();
    test_rules();
    test_nothing();
    test_any_bytes();
    tell_speed();
    search_free(search);
    turn_end();
    return test_end();
}
