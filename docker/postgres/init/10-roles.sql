-- The roles of Trialflow, as libs/schema/src/roles.ts declares them. Written by a test, do not edit:
-- after a change of the declaration run `npx nx test docker -- --update`.
create role dataops nologin;
create role trialflow_loader nologin;
create role trialflow_transformer nologin;
create role analytics nologin;
create role auditor nologin;
create role etl login;
grant dataops to etl;
grant trialflow_loader to etl;
grant trialflow_transformer to etl;
grant analytics to etl;
grant auditor to etl;
create role analyst login;
grant analytics to analyst;
