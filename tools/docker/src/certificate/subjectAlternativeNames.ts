import { isIP, isIPv4 } from "node:net";
import { implicitTag, sequence } from "./der.ts";

const ipv4Bytes = (address: string): ReadonlyArray<number> => address.split(".").map(Number);

const ipv6Bytes = (address: string): ReadonlyArray<number> => {
  // The URL parser gives the one canonical spelling: lower case, the longest run of zeros shortened, no dotted part.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = "", tail] = canonical.split("::");
  const groups = (part: string | undefined) => (part === undefined || part === "" ? [] : part.split(":"));
  const missing = 8 - groups(head).length - groups(tail).length;
  return [...groups(head), ...Array.from({ length: missing }, () => "0"), ...groups(tail)].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
};

/** Encodes the host names and addresses that a server's certificate is good for. */
export const subjectAlternativeNames = (hosts: ReadonlyArray<string>): Buffer =>
  sequence(
    ...hosts.map((host) =>
      isIP(host) === 0
        ? implicitTag(2, Buffer.from(host, "ascii"))
        : implicitTag(7, Uint8Array.from(isIPv4(host) ? ipv4Bytes(host) : ipv6Bytes(host))),
    ),
  );
