-- Where the schedulers' queue keeps the work that waits. Its tables are the queue's own and made by it; no role but the
-- owner's members may look.
CREATE SCHEMA engine;
--> statement-breakpoint
REVOKE ALL ON SCHEMA engine FROM PUBLIC;
