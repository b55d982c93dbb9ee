-- A plan says what somebody was told beforehand: nobody, not even the owner, changes or removes it.
CREATE TRIGGER plans_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ops.plans
FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();
