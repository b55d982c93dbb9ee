import * as module from "node:module"; module.enableCompileCache(); await import("../src/main.ts");
