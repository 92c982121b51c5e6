-- Few are: whoever settles what was announced looks for them each time.
CREATE INDEX config_outbox_refused ON config_outbox ((kind || '/' || id)) WHERE refused IS NOT NULL;
