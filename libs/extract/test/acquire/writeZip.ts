import { crc32, deflateRawSync } from "node:zlib";

/** One file of a zip that a test writes; the optional fields make it lie. */
export interface ZipEntry {
  readonly name: string;
  readonly data: string | Uint8Array;
  readonly method?: "stored" | "deflated";
  readonly crc?: number;
  readonly size?: number;
  readonly flags?: number;
}

/** Writes a zip file by APPNOTE.TXT 6.3.10: local headers with data, central directory, end record. */
export const writeZip = (entries: ReadonlyArray<ZipEntry>): Buffer => {
  const local: Array<Buffer> = [];
  const central: Array<Buffer> = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name, "utf8");
    const data = Buffer.from(entry.data);
    const isDeflated = entry.method === "deflated";
    const packed = isDeflated ? deflateRawSync(data) : data;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version needed
    common.writeUInt16LE(0x0800 | (entry.flags ?? 0), 2); // names are UTF-8
    common.writeUInt16LE(isDeflated ? 8 : 0, 4);
    common.writeUInt16LE(0, 6); // time
    common.writeUInt16LE(0x21, 8); // 1 January 1980
    common.writeUInt32LE(entry.crc ?? crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(entry.size ?? data.length, 18);
    common.writeUInt16LE(name.length, 22);
    common.writeUInt16LE(0, 24); // extra field
    local.push(Buffer.from("PK\x03\x04", "latin1"), common, name, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, tail, name);
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from("PK\x05\x06", "latin1"), end]);
};
