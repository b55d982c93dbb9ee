import fc from "fast-check";
import { expect, test } from "vitest";
import { bitString, integer, objectIdentifier, octetString, time } from "../src/certificate/der.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

test.each([
  [[0], "020100"],
  [[0x7f], "02017f"],
  [[0x80], "02020080"],
  [[0, 0, 1], "020101"],
  [[1, 0], "02020100"],
])("the integer %j is %s", (bytes, expected) => {
  expect(hex(integer(Uint8Array.from(bytes)))).toBe(expected);
});

test.each([
  ["1.2.840.10045.4.3.2", "06082a8648ce3d040302"],
  ["2.5.29.17", "0603551d11"],
  ["1.3.6.1.5.5.7.3.1", "06082b06010505070301"],
])("the object identifier %s is %s", (dotted, expected) => {
  expect(hex(objectIdentifier(dotted))).toBe(expected);
});

test("the last bits of a bit string may be unused", () => {
  expect(hex(bitString(Uint8Array.of(0x80), 7))).toBe("03020780");
});

test("a time has two digits of the year until 2049 and four from 2050", () => {
  expect(time(new Date("2049-12-31T23:59:59.999Z")).subarray(2).toString()).toBe("491231235959Z");
  expect(time(new Date("2050-01-01T00:00:00.000Z")).subarray(2).toString()).toBe("20500101000000Z");
});

test("a length below 128 takes one byte, a longer one as many as it needs and one that counts them", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 65_535 }), (length) => {
      const encoded = octetString(new Uint8Array(length));
      const header = encoded.subarray(0, encoded.length - length);
      const expected =
        length < 128 ? [4, length] : length < 256 ? [4, 0x81, length] : [4, 0x82, length >> 8, length & 255];
      expect([...header]).toEqual(expected);
    }),
  );
});

test("content that is longer than a certificate ever is is refused", () => {
  expect(() => octetString(new Uint8Array(65_536))).toThrow("expected at most 65535");
});
