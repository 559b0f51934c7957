import { defineConfig } from "vitest/config";

export default defineConfig({
  cacheDir: "../node_modules/.vite-bench",
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
