-- The public key of a broker's certificate (X.509): what is secret in its checks is sealed for it.
ALTER TABLE broker ADD COLUMN public_key bytea;
