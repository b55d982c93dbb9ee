-- The content of a published table as one hash, whatever the order of its rows: the SHA-256 over the sorted SHA-256s of the
-- rows' texts. Runs with the owner's rights, so that an auditor can prove what stands in analytics without reading it. A table
-- that is not there has no row count; a column that is not there leaves no hash.
CREATE FUNCTION ops.table_content(of_table text, of_columns text[] DEFAULT NULL)
RETURNS TABLE (row_count bigint, column_names text[], content_hash text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog
SET timezone = 'UTC'
SET datestyle = 'ISO, MDY'
SET extra_float_digits = 1
AS $$
DECLARE
  relation regclass := to_regclass(format('analytics.%I', of_table));
  present text[];
BEGIN
  IF relation IS NULL THEN
    RETURN QUERY SELECT NULL::bigint, of_columns, NULL::text;
    RETURN;
  END IF;
  SELECT array_agg(attname::text ORDER BY attnum) INTO present
  FROM pg_attribute WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped;
  column_names := coalesce(of_columns, present);
  IF NOT column_names <@ present THEN
    EXECUTE format('SELECT count(*) FROM %s', relation) INTO row_count;
  ELSE
    EXECUTE format(
      'SELECT count(*), encode(sha256(coalesce(string_agg(row_hash, ''''::bytea ORDER BY row_hash), ''''::bytea)), ''hex'')
       FROM (SELECT sha256(convert_to(ROW(%s)::text, ''UTF8'')) AS row_hash FROM %s) hashed',
      (SELECT string_agg(quote_ident(name), ', ' ORDER BY place) FROM unnest(column_names) WITH ORDINALITY listed(name, place)),
      relation
    ) INTO row_count, content_hash;
  END IF;
  RETURN NEXT;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION ops.table_content(text, text[]) FROM PUBLIC;
--> statement-breakpoint
CREATE FUNCTION ops.refuse_change() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION '%.% is append-only: % is refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER releases_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ops.releases
FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();
