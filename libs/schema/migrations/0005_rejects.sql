-- Nobody, not even the owner, changes or removes what was done about a reject.
CREATE FUNCTION ops.refuse_outcome_change() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'ops.reject_outcomes is append-only: % is refused', TG_OP
    USING ERRCODE = 'insufficient_privilege', HINT = 'A later act is a new row.';
END
$$;
--> statement-breakpoint
CREATE TRIGGER reject_outcomes_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ops.reject_outcomes
FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_outcome_change();
