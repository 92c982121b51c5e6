-- What API v2 says of a rule set beside its rules. A set without a check looks at streams of all checks, by its filter.
ALTER TABLE rule_set
    ALTER COLUMN check_id DROP NOT NULL,
    DROP CONSTRAINT rule_set_metric_name_check,
    ADD COLUMN metric_pattern text CHECK (length(metric_pattern) BETWEEN 1 AND 4096),
    ADD COLUMN filter text CHECK (length(filter) BETWEEN 1 AND 4096),
    ADD COLUMN parent_id bigint,
    ADD COLUMN derive text,
    ADD COLUMN lookup_key text,
    ADD COLUMN metric_tags jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(metric_tags) = 'array'),
    ADD CONSTRAINT rule_set_names_streams CHECK (length(metric_name) <= 4096 AND (metric_name <> '' OR metric_pattern IS NOT NULL)),
    ADD CONSTRAINT rule_set_account_fkey FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE,
    ADD CONSTRAINT rule_set_id_account UNIQUE (id, account_id),
    ADD CONSTRAINT rule_set_parent FOREIGN KEY (parent_id, account_id) REFERENCES rule_set (id, account_id) ON DELETE SET NULL (parent_id),
    ADD CONSTRAINT rule_set_not_its_own_parent CHECK (parent_id <> id);

-- Lists are ordered by these.
CREATE INDEX check_bundle_display_name ON check_bundle (account_id, display_name, id);
CREATE INDEX check_bundle_target ON check_bundle (account_id, target, id);
CREATE INDEX rule_set_name ON rule_set (account_id, name, id);
CREATE INDEX rule_set_metric_name ON rule_set (account_id, metric_name, id);
CREATE INDEX rule_set_parent ON rule_set (parent_id) WHERE parent_id IS NOT NULL;
