import { defineConfig } from "vitest/config";

export default defineConfig({
  cacheDir: "../node_modules/.vite-e2e",
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    // One browser at a time: the machine has better things to do than to run several.
    fileParallelism: false,
    // The tests that say so run two at a time: one a processor.
    maxConcurrency: 2,
    // Only what hangs ends by these: a slow machine is no fault.
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
});
