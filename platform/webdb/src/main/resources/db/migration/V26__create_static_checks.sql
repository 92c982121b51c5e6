-- Check bundles that stand in files of the operator's folder; a bundle that is deleted otherwise is made again from its file.
CREATE TABLE static_check (
    path text PRIMARY KEY,
    bundle_id bigint NOT NULL UNIQUE REFERENCES check_bundle ON DELETE CASCADE,
    sha256 text NOT NULL
);
CALL guard_from_accounts('static_check');
