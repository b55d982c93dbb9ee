/** What the settings depend on. */
export interface ServerSettingsInput {
  readonly port: number;
  readonly durable: boolean;
  readonly totalMemoryBytes: number;
  /** The size of `/dev/shm`, or nothing where there is none. */
  readonly sharedMemoryBytes: number | undefined;
  readonly platform: string;
}

const mebibyte = 1024 * 1024;

const between = (low: number, value: number, high: number): number => Math.max(low, Math.min(high, Math.floor(value)));

/** Settings that give up safety for speed: tests may lose their database. */
const undurable = { fsync: "off", full_page_writes: "off", synchronous_commit: "off" };

/**
 * Chooses the settings of the server for one machine: a laptop or small server that also runs the program itself.
 *
 * Units    memory in MB of 2^20 bytes; of the machine's memory an eighth goes to shared buffers, at most 512 MB
 * Source   PostgreSQL 18 manual, chapter 19 Server Configuration
 */
export const serverSettings = (input: ServerSettingsInput): Readonly<Record<string, string>> => {
  const memory = input.totalMemoryBytes / mebibyte;
  // Containers often have 64 MB of /dev/shm, too little for parallel queries: a file in the data folder serves as well.
  const isSharedMemorySmall = (input.sharedMemoryBytes ?? 0) < 512 * mebibyte;
  return {
    listen_addresses: "127.0.0.1",
    port: String(input.port),
    unix_socket_directories: "",
    max_connections: "50",
    cluster_name: "trialflow",

    shared_buffers: `${between(64, memory / 8, 512)}MB`,
    effective_cache_size: `${between(128, memory / 2, 16_384)}MB`,
    maintenance_work_mem: `${between(64, memory / 32, 256)}MB`,
    work_mem: `${between(4, memory / 256, 32)}MB`,
    // Asking for huge pages under a container's memory limit can end the server with SIGBUS.
    huge_pages: "off",
    ...(input.platform === "linux" && isSharedMemorySmall ? { dynamic_shared_memory_type: "mmap" } : {}),
    random_page_cost: "1.1",

    // Nothing replicates from an embedded server, so a bulk load into a new table need not be logged twice.
    wal_level: "minimal",
    max_wal_senders: "0",
    max_logical_replication_workers: "0",
    max_wal_size: "2GB",
    checkpoint_timeout: "15min",
    // Pages written whole (data checksums log the first hint of each) are recycled soon; compressing them costs more than writing them.
    wal_compression: "off",
    ...(input.durable ? {} : undurable),

    timezone: "UTC",
    log_timezone: "UTC",
    lc_messages: "C",
    log_destination: "stderr",
    logging_collector: "off",
    log_line_prefix: "%m [%p] %q%u@%d ",
    log_checkpoints: "off",
    // Statements can hold passwords (CREATE ROLE) and data; neither belongs in a log.
    log_min_error_statement: "panic",
    log_parameter_max_length_on_error: "0",

    // A query whose command was killed ends soon, instead of holding its locks until it is done.
    ...(input.platform === "win32" ? {} : { client_connection_check_interval: "5s" }),
  };
};
