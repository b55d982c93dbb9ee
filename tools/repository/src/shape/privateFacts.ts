/** Names what a text must not tell: facts of the machine that somebody worked on, which are true nowhere else. */
const privateFacts: ReadonlyArray<readonly [name: string, pattern: RegExp]> = [
  ["a folder of one machine", /(?<![\w.}/-])\/(?:work|root|Users|home\/(?!node\b)[a-z][\w-]*|mnt|media)(?:\/[\w.-]+)+/],
  ["a folder of one machine", /\b[A-Z]:\\\\?[\w.-]+/],
  [
    "a package registry",
    /\b(?:registry\.[\w-]+\.\w+|[\w.-]*(?:artifactory|verdaccio|codeartifact|nexus)[\w.-]*\.\w+)/i,
  ],
];

/** Lists the private facts that texts tell, by file and line. */
export const privateFactFindings = (texts: ReadonlyMap<string, string>): ReadonlyArray<string> =>
  [...texts].flatMap(([path, text]) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        privateFacts
          .filter(([, pattern]) => pattern.test(line))
          .map(([name, pattern]) => `${path}:${index + 1} names ${name}: ${pattern.exec(line)?.[0]}`),
      ),
  );
