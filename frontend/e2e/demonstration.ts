import type { TestProject } from "vitest/node";
import { loadDemonstration } from "./allmende";

declare module "vitest" {
  interface ProvidedContext {
    /** The data folder of an installation that nobody used yet. */
    demonstration: string;
  }
}

let remove: (() => void) | undefined;

/** Loads the demonstration once, as that takes longer than most journeys; every installation starts from a copy. */
export async function setup(project: TestProject) {
  const loaded = await loadDemonstration();
  remove = loaded.remove;
  project.provide("demonstration", loaded.data);
}

/** Removes what was copied. */
export function teardown() {
  remove?.();
}
