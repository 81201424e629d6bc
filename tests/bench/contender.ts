/** What one pass took, and how many of the 10,000 test images its weights then get right: proof of the same work. */
export interface Pass {
  readonly seconds: number;
  readonly correct: number;
}

/** One way to make the same pass; `pass` starts from fresh weights each time. */
export interface Contender {
  readonly name: string;
  /** What runs it, with its version. */
  readonly by: string;
  pass(): Promise<Pass>;
  close(): Promise<void>;
}

/** A contender that cannot run here, and why. */
export interface Missing {
  readonly name: string;
  readonly missing: string;
}
