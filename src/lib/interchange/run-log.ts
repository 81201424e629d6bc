/** One measurement of a run. */
export interface LogPoint {
  readonly set: 'train' | 'validation' | 'test';
  /** Images trained on until then. */
  readonly imagesSeen: number;
  /** How many images were judged: of the training set those since the point before, each before its update. */
  readonly images: number;
  readonly correct: number;
  /** Mean per image. */
  readonly loss: number;
  /** Seconds since 1970-01-01 UTC. */
  readonly wallTime: number;
}

/** A run as it is written for other programs. */
export interface RunLog {
  /** In a few words, such as `alpha 0.01, seed 10, CPU`. */
  readonly name: string;
  readonly points: readonly LogPoint[];
}

const ORDER = { train: 0, validation: 1, test: 2 } as const;

/** The points as training came to them; at the same image training before validation before test. */
export const inOrder = ({ points }: RunLog): LogPoint[] =>
  [...points].sort((a, b) => a.imagesSeen - b.imagesSeen || ORDER[a.set] - ORDER[b.set]);
