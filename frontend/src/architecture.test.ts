import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const source = import.meta.dirname;

/** What a folder may import besides itself; arrows point downwards only. */
const allowed: Record<string, readonly string[]> = {
  lib: [],
  ui: ["lib"],
  api: ["lib"],
  text: ["lib", "ui", "api"],
  routes: ["lib", "ui", "api", "text"],
};

interface Import {
  from: string;
  to: string;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, "utf8");
  const found = text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g);
  return [...found].map(([, path = ""]) => ({
    from: relative(source, file),
    to: relative(source, resolve(dirname(file), path)),
  }));
}

const imports = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .flatMap((name) => importsOf(join(source, name)));

const folder = (path: string) => path.split("/")[0] ?? "";

test("every folder imports only from the floors below it", () => {
  const breaches = imports.filter(({ from, to }) => {
    const floors = allowed[folder(from)];
    return floors && folder(to) !== folder(from) && !floors.includes(folder(to));
  });
  expect(breaches).toEqual([]);
});

test("a route uses its own and its parents' parts, never a sibling's", () => {
  const breaches = imports.filter(({ from, to }) => {
    if (folder(from) !== "routes" || folder(to) !== "routes") return false;
    // The routes of an area load the pages in the folders below them.
    if (from.endsWith("/routes.ts") && to.startsWith(`${dirname(from)}/`)) return false;
    return !`${dirname(from)}/`.startsWith(`${dirname(to)}/`);
  });
  expect(breaches).toEqual([]);
});

test("the check sees imports at all", () => {
  expect(imports).toContainEqual({ from: "routes/todo/ToDoPage.tsx", to: "ui/PageHeader" });
});
