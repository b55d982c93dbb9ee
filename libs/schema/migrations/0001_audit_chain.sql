-- The canonical text of an audit entry: what the hash covers. Changing it breaks the verification of older entries.
CREATE FUNCTION ops.audit_canonical(entry ops.audit_log) RETURNS text
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog
AS $$
  SELECT jsonb_build_array(
    entry.entry_id,
    to_char(entry.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    entry.act, entry.subject, entry.run_id, entry.database_role, entry.os_user,
    entry.program_version, entry.reason, entry.details, entry.content_hash
  )::text
$$;
--> statement-breakpoint
-- Appends one entry to the chain in the caller's transaction. The lock makes concurrent writers queue: one chain, no forks.
CREATE FUNCTION ops.append_audit(
  act text, subject text, run_id uuid, os_user text, program_version text,
  reason text, details jsonb, content_hash text
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog
AS $$
DECLARE
  head ops.audit_log;
  entry ops.audit_log;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('trialflow.audit_log'));
  SELECT * INTO head FROM ops.audit_log ORDER BY entry_id DESC LIMIT 1;
  entry.entry_id := coalesce(head.entry_id, 0) + 1;
  entry.occurred_at := clock_timestamp();
  entry.act := act;
  entry.subject := subject;
  entry.run_id := run_id;
  entry.database_role := session_user;
  entry.os_user := os_user;
  entry.program_version := program_version;
  entry.reason := reason;
  entry.details := coalesce(details, '{}'::jsonb);
  entry.content_hash := content_hash;
  entry.previous_hash := coalesce(head.hash, '\x'::bytea);
  entry.hash := sha256(entry.previous_hash || convert_to(ops.audit_canonical(entry), 'UTF8'));
  INSERT INTO ops.audit_log SELECT entry.*;
  RETURN entry.entry_id;
END
$$;
--> statement-breakpoint
CREATE FUNCTION ops.refuse_audit_change() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'ops.audit_log is append-only: % is refused', TG_OP
    USING ERRCODE = 'insufficient_privilege', HINT = 'Corrections are new entries.';
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ops.audit_log
FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_audit_change();
--> statement-breakpoint
REVOKE ALL ON FUNCTION ops.append_audit(text, text, uuid, text, text, text, jsonb, text) FROM PUBLIC;
