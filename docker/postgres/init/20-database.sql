-- Who may do what with the databases themselves. Without this, every role could connect everywhere and create temporary tables.
revoke all on database trialflow, postgres, template1 from public;
grant connect on database trialflow to dataops, trialflow_loader, trialflow_transformer, analytics, auditor;
-- COPY goes into a temporary table first.
grant temporary on database trialflow to dataops, trialflow_loader, trialflow_transformer;
-- `trialflow db migrate` creates the schemas as dataops.
grant create on database trialflow to dataops;
