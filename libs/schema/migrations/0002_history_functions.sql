-- What analysts would have read in analytics.trials at the end of a day: each trial's content then, without those that had vanished.
CREATE FUNCTION analytics.trials_as_of(as_of date) RETURNS SETOF analytics.trial_records
LANGUAGE sql STABLE
AS $$
  SELECT record.*
  FROM analytics.trial_versions version
  JOIN analytics.trial_records record ON record._record_id = version._record_id
  WHERE version.valid_from < ((as_of + 1)::timestamp AT TIME ZONE 'UTC')
    AND (version.valid_to IS NULL OR version.valid_to >= ((as_of + 1)::timestamp AT TIME ZONE 'UTC'))
    AND version.event <> 'vanished'
$$;
