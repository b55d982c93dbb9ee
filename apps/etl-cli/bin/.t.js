import * as module from "node:module";

const source = new URL("../src/main.ts", import.meta.url);
module.enableCompileCache?.();
const resolved = new Map();
module.registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier.startsWith(".") || specifier.startsWith("file:") || specifier.startsWith("node:"))
      return next(specifier, context);
    const parent = context.parentURL ?? "";
    const cut = parent.indexOf("/src/");
    const key = `${specifier}\n${cut < 0 ? parent : parent.slice(0, cut)}`;
    const known = resolved.get(key);
    if (known !== undefined) return known;
    const found = next(
      specifier,
      specifier.startsWith("@trialflow/")
        ? { ...context, conditions: [...context.conditions, "@trialflow/source"] }
        : context,
    );
    const r = { ...found, shortCircuit: true };
    resolved.set(key, r);
    return r;
  },
});
await import(source.href);
