import type { Recorded } from '../../src/lib/systems/recorded.ts';
import type { Reproduction } from './report.ts';

/** What the chapters show of a reproduction: figures as the source has them and as ours came out, without what the systems' own files say. */
export function recordOf(reproductions: readonly Reproduction[]): Recorded['systems'] {
  return Object.fromEntries(
    reproductions.map(({ name, runs }) => [
      name,
      runs.map((run) => ({
        name: run.name,
        seconds: Number(run.seconds.toFixed(1)),
        figures: run.figures.map(({ measure, imagesSeen, value, pass }) => ({ measure, imagesSeen, value, pass })),
      })),
    ]),
  );
}
