/** Where the data is. */
export interface Whereabouts {
  /** Connection URL without password. */
  readonly url: string;
  readonly isEmbedded: boolean;
  /** The folder of the program: archive, downloads, embedded server. */
  readonly home: string;
}

/** Renders where the data is. */
export const renderWhereabouts = ({ url, isEmbedded, home }: Whereabouts): ReadonlyArray<string> => [
  `database  ${url}${isEmbedded ? "  (embedded: runs while a command needs it)" : ""}`,
  `files     ${home}`,
];
