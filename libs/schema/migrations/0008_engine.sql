-- Where the schedulers' engine keeps its messages, locks and results. Its tables are the engine's own and made by it; no role but the
-- owner's members may look.
CREATE SCHEMA engine;
--> statement-breakpoint
REVOKE ALL ON SCHEMA engine FROM PUBLIC;
