/** All environment variables, for whoever asks which ones nobody knows. */
export const environment = (): Readonly<Record<string, string | undefined>> => ({ ...process.env });
