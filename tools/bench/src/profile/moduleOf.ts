import { repositoryRoot } from "../repositoryRoot.ts";

/** Names the module that a profile's address belongs to: a package, a project of the repository, a part of Node.js, or V8 itself. */
export const moduleOf = (url: string, functionName: string): string => {
  if (url === "") return functionName.startsWith("(") ? functionName : "V8";
  if (url.startsWith("node:")) return url;
  const installed = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (installed !== undefined) return installed;
  const path = decodeURI(url)
    .replace(/^file:\/\//, "")
    .replace(/\?.*$/, "");
  if (!path.startsWith(repositoryRoot)) return path;
  return path.slice(repositoryRoot.length).split("/").slice(0, 2).join("/");
};

/** Names a function with the place where it stands: file and line, counted from 1. */
export const functionOf = (url: string, functionName: string, lineNumber: number): string => {
  const name = functionName === "" ? "(anonymous)" : functionName;
  if (url === "") return name;
  const place = decodeURI(url)
    .replace(/^file:\/\//, "")
    .replace(/\?.*$/, "")
    .replace(repositoryRoot, "");
  return `${name} ${place.replace(/^(?:.*\/)?node_modules\//, "")}:${lineNumber + 1}`;
};
