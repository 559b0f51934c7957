import { defineConfig } from "vitest/config";

export default defineConfig({
  cacheDir: "../node_modules/.vite-e2e",
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    globalSetup: "./demonstration.ts",
    // Each file has a server and a browser of its own, which wait for each other half of the
    // time: two files at once are done in little more than half of it.
    maxWorkers: 2,
    // The tests that say so run two at a time: one a processor.
    maxConcurrency: 2,
    // Only what hangs ends by these: a slow machine is no fault.
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
});
