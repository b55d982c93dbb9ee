import { Data } from "effect";

/** A pattern given for input files matched no file. */
export class PatternMatchedNothing extends Data.TaggedClass("PatternMatchedNothing")<{
  readonly pattern: string;
  /** Folder in which a relative pattern was searched. */
  readonly folder: string;
}> {
  get message(): string {
    return `The pattern ${this.pattern} matches no file (searched from ${this.folder}), expected at least one. Check the spelling, and quote the pattern so that the shell leaves it alone.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** A folder was given where a file is expected. */
export class FolderGiven extends Data.TaggedClass("FolderGiven")<{ readonly path: string }> {
  get message(): string {
    return `${this.path} is a folder, expected a file. To load the files in it, give a pattern such as "${this.path.replace(/[/\\]+$/, "")}/*.csv", or put the files into the inbox.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** No source gave a file. */
export class NothingToLoad extends Data.TaggedClass("NothingToLoad")<{
  readonly inbox: string;
  /** Why Kaggle was not used. */
  readonly kaggle: string;
  readonly sample: string;
  /** True when Kaggle may answer later. */
  readonly isRetryable: boolean;
}> {
  get message(): string {
    return `There is no file to load: none was named, the inbox ${this.inbox} holds none, Kaggle gave none (${this.kaggle}) and the bundled sample ${this.sample} does not exist. Name a file with --file, put one into the inbox, or restore the sample.`;
  }
}

/** Reasons of finding input files; paths that do not exist are `FileNotFound`. */
export type InputReason = PatternMatchedNothing | FolderGiven | NothingToLoad;
