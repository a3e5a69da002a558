/* texts.h - the texts a step needs: what the screens will look for, in every language of the plugin. */
#ifndef KIT_TEXTS_H
#define KIT_TEXTS_H

#include "kit/plugin.h"

struct texts {
    const struct plugin *plugin;
    struct problems *problems;
    json_t *used; /* {KEY: true}: every text that some step showed */
};

void texts_open(struct texts *texts, const struct plugin *plugin, struct problems *problems);
void texts_close(struct texts *texts);

/* A step is shown: tells which of its texts are missing, and which {name} nobody gives a value. */
void texts_show(struct texts *texts, const json_t *step);

/* What a service is called where its manifest does not ask for it: on home. */
void texts_name(struct texts *texts, const json_t *service);

/* The script's own check refused an answer to this step with a text of the words. */
void texts_refuse(struct texts *texts, const json_t *step, const json_t *refusal);

/* After everything was shown: hints about texts that no step showed. */
void texts_unused(struct texts *texts);

#endif
