import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { serverSettings } from "../../src/embedded/serverSettings.ts";

const gibibyte = 1024 ** 3;
const machine = {
  port: 5432,
  durable: true,
  totalMemoryBytes: 24 * gibibyte,
  sharedMemoryBytes: 12 * gibibyte,
  platform: "linux",
};
const megabytes = (value: string | undefined): number => Number(/^(\d+)MB$/.exec(value ?? "")?.[1]);

describe("the settings of the server", () => {
  test("listen on the loopback address alone and open no socket file", () => {
    expect(serverSettings(machine)).toMatchObject({
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
      port: "5432",
    });
  });

  test("keep the data safe unless a test gives that up", () => {
    expect(Object.keys(serverSettings(machine))).not.toContain("fsync");
    expect(serverSettings({ ...machine, durable: false })).toMatchObject({ fsync: "off", full_page_writes: "off" });
  });

  test("take a bounded part of the memory of any machine", () => {
    fc.assert(
      fc.property(fc.integer({ min: gibibyte, max: 1024 * gibibyte }), (totalMemoryBytes) => {
        const settings = serverSettings({ ...machine, totalMemoryBytes });
        const total = totalMemoryBytes / 1024 ** 2;
        expect(megabytes(settings["shared_buffers"])).toBeGreaterThanOrEqual(64);
        expect(megabytes(settings["shared_buffers"])).toBeLessThanOrEqual(Math.min(512, total / 8));
        expect(megabytes(settings["maintenance_work_mem"])).toBeLessThanOrEqual(256);
        expect(megabytes(settings["work_mem"])).toBeLessThanOrEqual(32);
      }),
    );
  });

  test("keep parallel queries out of a /dev/shm that is small or missing", () => {
    for (const sharedMemoryBytes of [undefined, 64 * 1024 ** 2]) {
      expect(serverSettings({ ...machine, sharedMemoryBytes })).toMatchObject({ dynamic_shared_memory_type: "mmap" });
    }
    expect(Object.keys(serverSettings(machine))).not.toContain("dynamic_shared_memory_type");
  });

  test("never log the text of a failed statement, which may hold a password", () => {
    expect(serverSettings(machine)).toMatchObject({ log_min_error_statement: "panic" });
  });
});
