import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The kernels of the simd engine are compiled, not kept.
    globalSetup: ['scripts/kernels/compile.ts'],
    include: ['tests/{unit,golden,content}/**/*.test.{ts,tsx}'],
    // On two cores Vitest would use one.
    maxWorkers: '100%',
    // Two cores are common; whole passes over 60,000 images take seconds there.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for comes when the machine has time; a second is not enough on a busy one.
    expect: { poll: { timeout: 30_000 } },
  },
});
