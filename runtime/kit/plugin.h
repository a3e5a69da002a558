/* plugin.h - a plugin's folder: its files as texts, and what a locked parser made of them. */
#ifndef KIT_PLUGIN_H
#define KIT_PLUGIN_H

#include "kit/chair.h"
#include "kit/problems.h"

enum plugin_file { MAIN_LUA, PLUGIN_CONF, RULES_CONF, WORDS_ID, WORDS_EN, TEST_LUA, PLUGIN_FILES };

enum { PLUGIN_MORE = 2 };

struct plugin {
    char *folder; /* as it was given, without a slash at the end */
    char *id;     /* the folder's own name */
    char *texts[PLUGIN_FILES];
    struct plugin_words {
        char language[9], *text;
    } more[PLUGIN_MORE]; /* words in languages that a plugin may have or not */
    int n_more;
    json_t *parsed;    /* {manifest, rules, words {LANGUAGE}} */
    json_t *letters;   /* {NAME: its schema}, of those that are good */
    json_t *documents; /* {NAME: its template} */
};

/* Reads and parses it. NULL after telling problems why not. */
struct plugin *plugin_open(struct chair *chair, const char *folder, struct problems *problems);
void plugin_free(struct plugin *plugin);

const json_t *plugin_manifest(const struct plugin *plugin);
const json_t *plugin_services(const struct plugin *plugin);
const json_t *plugin_service(const struct plugin *plugin, const char *id);

/* The value of a rule on a day at a place ("": nowhere in particular); NULL when none holds. */
const json_t *plugin_rule(const struct plugin *plugin, const char *name, const char *day, const char *place);

/* "FOLDER/main.lua": turn memory. */
char *plugin_path(const struct plugin *plugin, enum plugin_file file);

/* Its words in a language, and "FOLDER/words.LANGUAGE.conf". */
const char *plugin_words(const struct plugin *plugin, const char *language);
char *plugin_words_path(const struct plugin *plugin, const char *language);

#endif
