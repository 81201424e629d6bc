import { defineConfig } from 'vitest/config';

/** Generous: a story waits for what it needs, never for a time, and the machine may do much else. */
const MINUTES = 60_000; // milliseconds

export default defineConfig({
  test: {
    include: ['tests/browsers/stories.test.ts'],
    testTimeout: 15 * MINUTES,
    hookTimeout: 10 * MINUTES,
  },
});
