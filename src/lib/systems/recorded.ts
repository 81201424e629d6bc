import recorded from './reproduced.json' with { type: 'json' };
import type { Measure } from './system.ts';

/** What `npm run reproduce -- --record` wrote down. */
export interface Recorded {
  readonly by: string;
  readonly engine: string;
  readonly systems: Readonly<Record<string, readonly RecordedRun[]>>;
}

export interface RecordedRun {
  readonly name: string;
  /** Time spent training, without the tests, on the machine that wrote it down. */
  readonly seconds: number;
  /** In the order of the system's own figures. */
  readonly figures: readonly {
    readonly measure: Measure;
    readonly imagesSeen: number;
    /** A share of right answers from 0 to 1, or a loss; null when training diverged. */
    readonly value: number | null;
    readonly pass: boolean;
  }[];
}

export const reproduced = recorded as Recorded;
