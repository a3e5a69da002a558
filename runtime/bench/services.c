/* services.c - see services.h. Every tenth service is a tile of the first page, as in the plugins we ship. */
#define _GNU_SOURCE
#include "bench/services.h"

#include "base/memfile.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { A_PLUGIN = 20, A_TILE = 10 };

static const char *const agencies[] = {"dukcapil", "dpmptsp", "imigrasi", "polri", "bpjs", "pajak", "kejaksaan", "kua"};

static const char script[] = "local name = ask.text { \"name\", min = 1, max = 60 }\n"
                             "show.done { \"done\", with = { name = name } }\n";

static int write_file(const char *folder, const char *name, const char *text)
{
    return file_write_path(turn_text("%s/%s", folder, name), text, strlen(text), 0644);
}

static int write_manifest(const char *folder, const char *id, int first, int n)
{
    char *rows = turn_text("%s", "");
    for (int i = first; i < first + n; i++)
        rows =
            turn_text("%s%s{ id = \"%s.s%d\"; icon = \"description\"; need = %s; words = \"s%d\"; agency = \"%s\"; }",
                      rows, i > first ? ",\n" : "", id, i, i % A_TILE == 0 ? "true" : "false", i,
                      agencies[(size_t)i % COUNT(agencies)]);
    return write_file(folder, "plugin.conf",
                      turn_text("id = \"%s\"; api = 1; version = \"1.0\"; agency = \"dukcapil\"; minutes = 3;\n"
                                "services = ( %s );\n",
                                id, rows));
}

static int write_words(const char *folder, const char *language, int first, int n)
{
    char *rows = turn_text("%s", "");
    for (int i = first; i < first + n; i++)
        rows = turn_text("%ss%d = { title = \"Layanan nomor %d\"; line = \"Surat keterangan, salinan dan legalisir\"; "
                         "words = \"contoh urusan surat izin nomor%d\"; };\n",
                         rows, i, i, i);
    return write_file(folder, turn_text("words.%s.conf", language),
                      turn_text("services = { %s };\nname = { title = \"Nama\"; label = \"Nama\"; };\n"
                                "done = { title = \"Selesai\"; body = \"Terima kasih.\"; };\n",
                                rows));
}

static int make_plugin(const char *plugins, int first, int n)
{
    const char *id = turn_text("bench.p%d", first / A_PLUGIN), *folder = turn_text("%s/%s", plugins, id);
    if (mkdir(folder, 0755) < 0)
        return fail_errno("%s", folder);
    int code = write_file(folder, "main.lua", script);
    if (code == OK)
        code = write_manifest(folder, id, first, n);
    if (code == OK)
        code = write_words(folder, "id", first, n);
    return code == OK ? write_words(folder, "en", first, n) : code;
}

static int link_shipped(const char *plugins, const char *shipped)
{
    DIR *from = opendir(shipped);
    int code = from ? OK : fail_errno("%s", shipped);
    for (struct dirent *entry; from && code == OK && (entry = readdir(from));)
        if (entry->d_name[0] != '.' &&
            symlink(turn_text("%s/%s", shipped, entry->d_name), turn_text("%s/%s", plugins, entry->d_name)) < 0)
            code = fail_errno("link %s", entry->d_name);
    if (from)
        closedir(from);
    return code;
}

int services_make(const char *folder, const char *shipped, int services)
{
    if (mkdir(folder, 0755) < 0)
        return fail_errno("%s", folder);
    int code = link_shipped(folder, shipped);
    for (int first = 0; first < services && code == OK; first += A_PLUGIN)
        code = make_plugin(folder, first, services - first < A_PLUGIN ? services - first : A_PLUGIN);
    return code;
}
