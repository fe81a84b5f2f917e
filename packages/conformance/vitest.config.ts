import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // The packages run as they are built, not as a bundler of tests rewrites them.
    server: { deps: { external: [/\/packages\/[^/]+\/(dist|ajv)\//] } },
    // Some tests install packages, others judge twenty thousand values.
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
