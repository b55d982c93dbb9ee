/** Reads a whole number of 1 or more from an option's text, or takes the default when the option is absent. */
export const parseCount = (option: string, text: string | undefined, whenAbsent: number): number => {
  if (text === undefined) return whenAbsent;
  if (!/^[1-9]\d{0,14}$/.test(text)) {
    throw new Error(`${option} is "${text}", expected a whole number of 1 or more, such as ${option} ${whenAbsent}.`);
  }
  return Number(text);
};
