/**
 * The version of everything that turns a raw record into staged rows: parsers, vocabularies, crosswalks, policies, ids.
 * Raise it with any change that can change a staged value; staging then decodes all current records anew.
 */
export const RULE_VERSION = "1.0.0";
