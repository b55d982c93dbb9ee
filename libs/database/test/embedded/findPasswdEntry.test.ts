import { expect, test } from "vitest";
import { findPasswdEntry } from "../../src/embedded/findPasswdEntry.ts";
import { spawnIdentity } from "../../src/embedded/ServerUser.ts";

const linux = "root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin\n";

test("a user is found by the whole name, with user and group id", () => {
  expect(findPasswdEntry(linux, "nobody")).toEqual({ uid: 65534, gid: 65533 });
  expect(findPasswdEntry("nobody:*:-2:-2:Unprivileged User:/var/empty:/usr/bin/false", "nobody")).toEqual({
    uid: 4294967294,
    gid: 4294967294,
  });
});

test.each(["", "nobody2:x:1:1::/:", "nobody:x:one:1::/:", "# nobody:x:1:1::/:", "nobody:x:7"])(
  "%j has no such user",
  (passwd) => {
    expect(findPasswdEntry(passwd, "nobody")).toBeUndefined();
  },
);

test("a child process runs as the user in the signed numbers that Node wants, or as its parent", () => {
  expect(spawnIdentity({ uid: 4294967294, gid: 100 })).toEqual({ uid: -2, gid: 100 });
  expect(spawnIdentity(undefined)).toEqual({});
});
