-- What several tables hold, in one statement: the server may compute them beside each other, a table in each of its workers.
-- `wanted` has, by the name of a table, the columns in their order (null for all that it has) and the scheme, as in ops.table_content,
-- which is asked for one table. The schemes are those of 0003_audit_verification.sql (none) and 0011_content_by_trial.sql ("trials").
CREATE FUNCTION ops.table_contents(wanted jsonb)
RETURNS TABLE (table_name text, row_count bigint, column_names text[], content_hash text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog
SET client_encoding = 'UTF8'
SET jit = off
AS $$
DECLARE
  asked record;
  relation regclass;
  present text[];
  covered text[];
  listed text;
  place text;
  statements text[] := '{}';
BEGIN
  -- The binary form of text is in the client's encoding, but in a parallel worker in the database's.
  IF getdatabaseencoding() <> 'UTF8' THEN
    PERFORM set_config('max_parallel_workers_per_gather', '0', true);
  END IF;
  FOR asked IN
    SELECT key AS name, value ->> 'scheme' AS scheme,
      CASE WHEN value -> 'columns' <> 'null'::jsonb
        THEN array(SELECT jsonb_array_elements_text(value -> 'columns')) END AS columns
    FROM jsonb_each(wanted)
  LOOP
    relation := to_regclass(format('analytics.%I', asked.name));
    SELECT array_agg(attname::text ORDER BY attnum) INTO present
    FROM pg_attribute WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped;
    covered := coalesce(asked.columns, present);
    IF asked.scheme IS NULL THEN
      RETURN QUERY SELECT asked.name, first.* FROM ops.table_content(asked.name, asked.columns) AS first;
    ELSIF relation IS NULL THEN
      RETURN QUERY SELECT asked.name, NULL::bigint, asked.columns, NULL::text;
    ELSIF asked.scheme <> 'trials' OR NOT covered <@ present THEN
      statements := statements || format('(SELECT %L, count(*), %L::text[], NULL::text FROM %s)', asked.name, covered, relation);
    ELSE
      SELECT string_agg(quote_ident(name), ', ' ORDER BY ordinal) INTO listed
      FROM unnest(covered) WITH ORDINALITY AS column_list(name, ordinal);
      SELECT string_agg(quote_ident(name), ', ' ORDER BY ordinal) INTO place
      FROM unnest(array['position', 'version_number', 'ordinal', '_record_id']) WITH ORDINALITY AS column_list(name, ordinal)
      WHERE name = ANY (covered);
      IF 'nct_id' = ANY (covered) AND place IS NOT NULL THEN
        statements := statements || format(
          '(SELECT %L, coalesce(sum(entries), 0)::bigint, %L::text[],
             encode(sha256(coalesce(string_agg(trial_hash, ''''::bytea ORDER BY nct_id COLLATE "C"), ''''::bytea)), ''hex'')
           FROM (SELECT nct_id, count(*) AS entries,
                   sha256(string_agg(record_send(ROW(%s)), ''''::bytea ORDER BY nct_id, %s)) AS trial_hash
                 FROM %s GROUP BY nct_id) hashed)',
          asked.name, covered, listed, place, relation);
      ELSE
        statements := statements || format(
          '(SELECT %L, count(*), %L::text[], encode(sha256(coalesce(string_agg(row_hash, ''''::bytea ORDER BY row_hash), ''''::bytea)), ''hex'')
           FROM (SELECT sha256(record_send(ROW(%s))) AS row_hash FROM %s) hashed)', asked.name, covered, listed, relation);
      END IF;
    END IF;
  END LOOP;
  IF cardinality(statements) > 0 THEN
    RETURN QUERY EXECUTE array_to_string(statements, ' UNION ALL ');
  END IF;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION ops.table_contents(jsonb) FROM PUBLIC;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION ops.table_content(of_table text, of_columns text[], of_scheme text)
RETURNS TABLE (row_count bigint, column_names text[], content_hash text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog
AS $$
  SELECT row_count, column_names, content_hash
  FROM ops.table_contents(jsonb_build_object(of_table, jsonb_build_object('columns', of_columns, 'scheme', of_scheme)))
$$;
