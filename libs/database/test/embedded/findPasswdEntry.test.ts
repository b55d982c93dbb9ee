import { expect, test } from "vitest";
import { findPasswdEntry } from "../../src/embedded/findPasswdEntry.ts";

const linux = "root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin\n";

test("a user is found by the whole name, with user and group id", () => {
  expect(findPasswdEntry(linux, "nobody")).toEqual({ uid: 65534, gid: 65533 });
  expect(findPasswdEntry("nobody:*:-2:-2:Unprivileged User:/var/empty:/usr/bin/false", "nobody")).toEqual({
    uid: -2,
    gid: -2,
  });
});

test.each(["", "nobody2:x:1:1::/:", "nobody:x:one:1::/:", "# nobody:x:1:1::/:", "nobody:x:7"])(
  "%j has no such user",
  (passwd) => {
    expect(findPasswdEntry(passwd, "nobody")).toBeUndefined();
  },
);
