/* proof.c - see proof.h. */
#define _GNU_SOURCE
#include "proof/proof.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

enum { PATHS_MAX = 256 };

static int read_script(struct proof *proof, const char *path)
{
    proof->scripts = realloc(proof->scripts, (proof->n_scripts + 1) * sizeof *proof->scripts);
    must(proof->scripts != NULL);
    return script_read(&proof->scripts[proof->n_scripts++], path);
}

/* Every .txt beside the driver. */
static int read_neighbours(struct proof *proof)
{
    const char *driver = proof->options->driver, *slash = strrchr(driver, '/');
    glob_t found = {0};
    int code = OK;
    glob(turn_text("%.*s*.txt", slash ? (int)(slash + 1 - driver) : 0, driver), 0, NULL, &found);
    for (size_t i = 0; code == OK && i < found.gl_pathc; i++)
        code = read_script(proof, found.gl_pathv[i]);
    globfree(&found);
    return code;
}

static void list_scenes(struct proof *proof)
{
    size_t n = 0;
    for (size_t i = 0; i < proof->n_scripts; i++)
        n += proof->scripts[i].n;
    proof->scenes = make((n + 1) * sizeof *proof->scenes);
    for (size_t i = 0; i < proof->n_scripts; i++)
        for (size_t j = 0; j < proof->scripts[i].n; j++)
            proof->scenes[proof->n_scenes++] = &proof->scripts[i].scenes[j];
}

static int read_scripts(struct proof *proof)
{
    int code = OK;
    for (size_t i = 0; code == OK && i < proof->options->n_paths; i++)
        code = read_script(proof, proof->options->paths[i]);
    if (proof->options->n_paths == 0)
        code = read_neighbours(proof);
    if (code == OK && proof->n_scripts == 0)
        code =
            fail(E_FORMAT, "%s: no transcripts: name them, or put them beside it as NAME.txt", proof->options->driver);
    if (code == OK)
        list_scenes(proof);
    return code;
}

static void note_driver(struct proof *proof)
{
    const struct cell *cell = proof->cell;
    json_t *to = proof->report.root;
    json_object_set_new(to, "driver", json_string(cell->name));
    json_object_set_new(to, "class", json_string(cell->device_class));
    json_object_set_new(to, "state", json_integer((json_int_t)cell->state_size));
    json_object_set_new(to, "abi", json_integer(KD_ABI));
    json_object_set_new(to, "seed", json_integer((json_int_t)proof->options->seed));
    if (cell->name[0])
        printf("%s: driver %s of class %s\n", proof->options->driver, cell->name, cell->device_class);
}

/* What silver and gold were reached with: a level on a simulated device is the simulator's. */
static void note_grounds(struct proof *proof)
{
    const struct proof_options *o = proof->options;
    json_object_set_new(proof->report.root, "capture", o->capture ? json_string(o->capture) : json_null());
    json_object_set_new(proof->report.root, "device", o->device ? json_string(o->device) : json_null());
}

/* Each stage stands on the one before, but what the scenes leave out hides nothing that they show; what was not asked
 * for is left out. */
static const char *level(struct proof *proof)
{
    const struct proof_options *o = proof->options;
    if (!stage_files(proof) || !stage_loads(proof))
        return "none";
    bool covers = stage_cover(proof);
    bool good = stage_transcripts(proof) && stage_faults(proof) && stage_calls(proof) && stage_replugs(proof) &&
                stage_fuzz(proof) && (!o->capture || stage_capture(proof)) && (!o->device || stage_device(proof));
    return !good || !covers ? "none" : o->device ? "gold" : o->capture ? "silver" : "bronze";
}

static void free_all(struct proof *proof)
{
    for (size_t i = 0; i < proof->n_scripts; i++)
        script_free(&proof->scripts[i]);
    free(proof->scripts);
    free(proof->scenes);
    free(proof->first);
    faults_free(&proof->faults);
    report_free(&proof->report);
    cell_free(proof->cell);
}

int proof_run(const struct proof_options *options)
{
    struct proof proof = {.options = options, .cell = cell_new()};
    report_open(&proof.report, options->driver, options->keep);
    int code = read_scripts(&proof);
    if (code == OK) {
        const char *reached = level(&proof);
        note_driver(&proof);
        json_object_set_new(proof.report.root, "level", json_string(reached));
        note_grounds(&proof);
        printf("level: %s\n", reached);
        code = report_write(&proof.report, options->report);
    }
    bool good = code == OK && proof.report.n_failures == 0;
    free_all(&proof);
    turn_end();
    return good ? 0 : 1;
}
