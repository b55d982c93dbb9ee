/** Why no secrets were written, in words for whoever ran the generator. */
export class SecretsError extends Error {
  override readonly name = "SecretsError";
  /** 1 for a refusal, 2 for a wrong option. */
  readonly exitCode: 1 | 2;

  constructor(exitCode: 1 | 2, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}
