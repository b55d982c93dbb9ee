/** The version of all vocabularies and their spellings. Raise it when a value or a spelling is added, moved or removed. */
export const VOCABULARY_VERSION = "1.0.0";
