/** Writes one import in each form that the language has; the name says the form. */
export const importForms = {
  statement: (specifier: string): string => `import { name } from "${specifier}";\nexport const used = name;\n`,
  "type statement": (specifier: string): string =>
    `import type { Name } from "${specifier}";\nexport type Used = Name;\n`,
  "side effect": (specifier: string): string => `import "${specifier}";\n`,
  "re-export": (specifier: string): string => `export { name } from "${specifier}";\n`,
  "re-export of all": (specifier: string): string => `export * from "${specifier}";\n`,
  "re-export of a type": (specifier: string): string => `export type { Name } from "${specifier}";\n`,
  "dynamic import": (specifier: string): string => `export const used = import("${specifier}");\n`,
} as const;

/** Writes an import inside of a type, the one form that is refused whatever it imports. */
export const inlineImportType = (specifier: string): string => `export type Used = import("${specifier}").Name;\n`;
