-- A repeat is known by its key: two requests of one key differ, since their signatures are random.
ALTER TABLE enrolment_code RENAME COLUMN request_sha256 TO key_sha256;
