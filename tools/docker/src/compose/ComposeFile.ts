/** A service of a Compose file, as far as the checks look at it. */
export interface ComposeService {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string; readonly target: string };
  readonly command?: ReadonlyArray<string>;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly init?: boolean;
  readonly privileged?: boolean;
  readonly cap_drop?: ReadonlyArray<string>;
  readonly cap_add?: ReadonlyArray<string>;
  readonly security_opt?: ReadonlyArray<string>;
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly secrets?: ReadonlyArray<string>;
  readonly volumes?: ReadonlyArray<string>;
  readonly tmpfs?: ReadonlyArray<string>;
  readonly ports?: ReadonlyArray<string>;
  readonly networks?: ReadonlyArray<string>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly profiles?: ReadonlyArray<string>;
  readonly healthcheck?: { readonly test: ReadonlyArray<string> };
  readonly restart?: string;
  readonly stop_grace_period?: string;
  readonly shm_size?: string;
  readonly logging?: { readonly driver: string; readonly options?: Readonly<Record<string, string>> };
  readonly deploy?: {
    readonly resources?: {
      readonly limits?: { readonly cpus?: string; readonly memory?: string; readonly pids?: number };
    };
  };
}

/** A Compose file. Keys that begin with `x-` are parts that others include. */
export interface ComposeFile {
  readonly name?: string;
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks?: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly volumes?: Readonly<Record<string, object | null>>;
  readonly secrets?: Readonly<Record<string, { readonly file?: string }>>;
}
