import { Duration } from "effect";

/** Says which embedded server is wanted and how it shall run. */
export interface EmbeddedServerOptions {
  /** The program's own folder, such as `.trialflow`; the server lives in `<home>/postgres`. Made where it is missing. */
  readonly home: string;
  /** The database that the URL leads to; made where it is missing. `trialflow` unless stated. */
  readonly database?: string | undefined;
  /** `false` for tests only: a crash of the machine may then destroy the data, and everything is faster. */
  readonly durable?: boolean | undefined;
  /** How long to wait for a working connection, initdb and recovery included. 2 minutes unless stated. */
  readonly startTimeout?: Duration.Input | undefined;
  /** How long a fast shutdown may take before an immediate one. 1 minute unless stated. */
  readonly stopTimeout?: Duration.Input | undefined;
  /** Where the data of a home goes that the server's user cannot reach (as root only). `/var/lib/trialflow` unless stated. */
  readonly relocationRoot?: string | undefined;
  /** A folder with the binaries of a server (`package.json` and `native`) to use instead of the installed npm package. */
  readonly packageFolder?: string | undefined;
}

/** The options with every default filled in. */
export interface ResolvedServerOptions {
  readonly home: string;
  readonly database: string;
  readonly durable: boolean;
  readonly startTimeout: Duration.Duration;
  readonly stopTimeout: Duration.Duration;
  readonly relocationRoot: string;
  readonly packageFolder: string | undefined;
}

/** How long a fast shutdown may take unless the caller says otherwise. */
export const defaultStopTimeout: Duration.Duration = Duration.minutes(1);

/** Fills in the defaults. */
export const resolveServerOptions = (options: EmbeddedServerOptions): ResolvedServerOptions => ({
  home: options.home,
  database: options.database ?? "trialflow",
  durable: options.durable ?? true,
  startTimeout:
    options.startTimeout === undefined ? Duration.minutes(2) : Duration.fromInputUnsafe(options.startTimeout),
  stopTimeout: options.stopTimeout === undefined ? defaultStopTimeout : Duration.fromInputUnsafe(options.stopTimeout),
  relocationRoot: options.relocationRoot ?? "/var/lib/trialflow",
  packageFolder: options.packageFolder,
});
