-- A second scheme for the content of a published table, named in the evidence ("scheme": "trials"): the SHA-256 over one SHA-256 per trial,
-- in the order of the trials' identifiers, each over the trial's rows in PostgreSQL's binary form, in their order. A table without trials, or
-- without a column that orders a trial's rows, has one SHA-256 per row, sorted. About half the work of the first scheme
-- (0003_audit_verification.sql), which stays for what was written down by it: null asks for that one.
-- The binary form of text is in the client's encoding, hence the setting. A scheme that is not known leaves no hash.
CREATE FUNCTION ops.table_content(of_table text, of_columns text[], of_scheme text)
RETURNS TABLE (row_count bigint, column_names text[], content_hash text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog
SET client_encoding = 'UTF8'
SET jit = off
AS $$
DECLARE
  relation regclass := to_regclass(format('analytics.%I', of_table));
  present text[];
  covered text[];
  listed text;
  place text;
BEGIN
  IF of_scheme IS NULL THEN
    RETURN QUERY SELECT first.* FROM ops.table_content(of_table, of_columns) AS first;
    RETURN;
  END IF;
  IF relation IS NULL THEN
    RETURN QUERY SELECT NULL::bigint, of_columns, NULL::text;
    RETURN;
  END IF;
  SELECT array_agg(attname::text ORDER BY attnum) INTO present
  FROM pg_attribute WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped;
  covered := coalesce(of_columns, present);
  IF of_scheme <> 'trials' OR NOT covered <@ present THEN
    RETURN QUERY EXECUTE format('SELECT count(*), $1, NULL::text FROM %s', relation) USING covered;
    RETURN;
  END IF;
  SELECT string_agg(quote_ident(name), ', ' ORDER BY ordinal) INTO listed
  FROM unnest(covered) WITH ORDINALITY AS column_list(name, ordinal);
  SELECT string_agg(quote_ident(name), ', ' ORDER BY ordinal) INTO place
  FROM unnest(array['position', 'version_number', 'ordinal', '_record_id']) WITH ORDINALITY AS column_list(name, ordinal)
  WHERE name = ANY (covered);
  IF 'nct_id' = ANY (covered) AND place IS NOT NULL THEN
    RETURN QUERY EXECUTE format(
      'SELECT coalesce(sum(entries), 0)::bigint, $1,
         encode(sha256(coalesce(string_agg(trial_hash, ''''::bytea ORDER BY nct_id COLLATE "C"), ''''::bytea)), ''hex'')
       FROM (SELECT nct_id, count(*) AS entries,
               sha256(string_agg(record_send(ROW(%s)), ''''::bytea ORDER BY nct_id, %s)) AS trial_hash
             FROM %s GROUP BY nct_id) hashed',
      listed, place, relation) USING covered;
  ELSE
    RETURN QUERY EXECUTE format(
      'SELECT count(*), $1, encode(sha256(coalesce(string_agg(row_hash, ''''::bytea ORDER BY row_hash), ''''::bytea)), ''hex'')
       FROM (SELECT sha256(record_send(ROW(%s))) AS row_hash FROM %s) hashed', listed, relation) USING covered;
  END IF;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION ops.table_content(text, text[], text) FROM PUBLIC;
