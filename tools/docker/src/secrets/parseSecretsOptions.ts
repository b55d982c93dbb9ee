import { isIP } from "node:net";
import { parseArgs } from "node:util";
import { type SslMode, sslModes } from "./databaseUrl.ts";
import { SecretsError } from "./SecretsError.ts";
import { defaultParts, type SecretPart, secretParts } from "./secretNames.ts";

/** What the command line asks for. */
export interface SecretsOptions {
  readonly help: boolean;
  readonly force: boolean;
  readonly folder: string;
  readonly envFile: string;
  readonly parts: ReadonlyArray<SecretPart>;
  readonly sslMode: SslMode;
  readonly hosts: ReadonlyArray<string>;
}

/** The name of the server in the Compose network, and this machine for whoever opens a tunnel. */
const ownHosts = ["database", "localhost", "127.0.0.1", "::1"];

const oneOf = <A extends string>(option: string, allowed: ReadonlyArray<A>, value: string): A => {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new SecretsError(2, `${option} is "${value}", expected one of ${allowed.join(", ")}.`);
};

const host = (value: string): string => {
  if (isIP(value) !== 0 || /^(\*\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(value)) return value;
  throw new SecretsError(2, `--host is "${value}", expected a host name or an IP address.`);
};

const parse = (args: ReadonlyArray<string>) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: "boolean", default: false },
        force: { type: "boolean", default: false },
        folder: { type: "string" },
        dotenv: { type: "string" },
        only: { type: "string", multiple: true, default: [] },
        sslmode: { type: "string", default: "verify-full" },
        host: { type: "string", multiple: true, default: [] },
      },
    }).values;
  } catch (error) {
    throw new SecretsError(2, `${error instanceof Error ? error.message : String(error)} See --help.`);
  }
};

/**
 * Reads the command line of the generator.
 *
 * Errors   exit code 2 for an unknown option, part, sslmode or host
 */
export const parseSecretsOptions = (
  args: ReadonlyArray<string>,
  defaults: { readonly folder: string; readonly envFile: string },
): SecretsOptions => {
  const values = parse(args);
  const parts = values.only.map((part) => oneOf("--only", Object.keys(secretParts) as Array<SecretPart>, part));
  return {
    help: values.help,
    force: values.force,
    folder: values.folder ?? defaults.folder,
    envFile: values.dotenv ?? defaults.envFile,
    parts: parts.length === 0 ? defaultParts : parts,
    sslMode: oneOf("--sslmode", sslModes, values.sslmode),
    hosts: [...new Set([...ownHosts, ...values.host.map(host)])],
  };
};
