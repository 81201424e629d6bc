import type { EngineState, ReaderMessage, TrainingSession, TrainingSettings } from '../engine/contract.ts';

/** A value as the console shows it: bounded in depth, length and text. */
export type Inspected =
  | {
      readonly kind: 'primitive';
      readonly type: 'number' | 'string' | 'boolean' | 'bigint' | 'undefined' | 'null' | 'symbol';
      readonly text: string;
    }
  | { readonly kind: 'function'; readonly text: string }
  | { readonly kind: 'error'; readonly name: string; readonly message: string; readonly line?: number }
  /** Vectors and typed arrays: the first numbers, and how many there are. */
  | { readonly kind: 'vector'; readonly type: string; readonly length: number; readonly head: readonly number[] }
  /** Rows of equal length: at most 12 x 12 of them, with the true shape. */
  | {
      readonly kind: 'matrix';
      readonly rows: number;
      readonly columns: number;
      readonly head: readonly (readonly number[])[];
    }
  | { readonly kind: 'list'; readonly type: string; readonly length: number; readonly items: readonly Inspected[] }
  | {
      readonly kind: 'object';
      readonly type: string;
      readonly entries: readonly (readonly [string, Inspected])[];
      readonly more: number;
    }
  | { readonly kind: 'cut'; readonly text: string };

export type ConsoleLevel = 'log' | 'info' | 'warn' | 'error' | 'debug';

/** What readers' code shows: text, a picture, bars, a plot. All sizes are bounded by the sandbox. */
export type Shown =
  | {
      readonly kind: 'console';
      readonly level: ConsoleLevel;
      readonly values: readonly Inspected[];
      readonly line?: number;
      readonly repeated?: number;
    }
  /** A grey picture, `pixels` in 0..1, or weights (`diverging`) on any scale with zero in the middle. */
  | {
      readonly kind: 'picture';
      readonly title?: string;
      readonly width: number;
      readonly height: number;
      readonly pixels: Float32Array<ArrayBuffer>;
      readonly diverging: boolean;
    }
  | {
      readonly kind: 'bars';
      readonly title?: string;
      readonly labels: readonly string[];
      readonly values: readonly number[];
    }
  | {
      readonly kind: 'plot';
      readonly title?: string;
      readonly xLabel?: string;
      readonly yLabel?: string;
      readonly series: readonly {
        readonly name: string;
        readonly x: readonly number[];
        readonly y: readonly number[];
      }[];
    }
  | { readonly kind: 'dropped'; readonly count: number };

/** A check's judgement. `mistake` is a stable kebab-case name, such as `sign-of-delta`. */
export type Verdict =
  | { readonly passed: true; readonly message: string }
  | { readonly passed: false; readonly mistake: string; readonly message: string };

export type ExecutionEnd =
  | { readonly outcome: 'done'; readonly milliseconds: number; readonly verdict?: Verdict }
  | { readonly outcome: 'stopped' }
  | { readonly outcome: 'error'; readonly error: ReaderMessage };

export interface ExecutionRequest {
  /** The reader's TypeScript. */
  readonly code: string;
  /** TypeScript of the exercise's `check.ts`; left out when only running. */
  readonly check?: string;
  /** At most so many images come for anything that the code asks for: for its functions, and not for what it trains. */
  readonly images?: number;
  readonly onShown: (shown: Shown) => void;
  /** Time without a sign of life after which the page offers Stop more urgently; 0 when there is one again. */
  readonly onUnresponsive?: (seconds: number) => void;
}

export interface ExecutionHandle {
  readonly end: Promise<ExecutionEnd>;
  /** Ends the worker at once, whatever it does. */
  stop(): void;
}

/** Runs readers' code where it can reach nothing (implemented in `sandbox.ts`, one per page). */
export interface Sandbox {
  run(request: ExecutionRequest): ExecutionHandle;
  /**
   * A training session whose every update is the reader's own exported `update(weights, image, label, alpha, imagesSeen)`.
   * `imagesSeen` counts the images trained on before this one, so that a falling alpha (chapter 4) survives a rewind.
   * `from` is where the run starts: weights and images seen. Variables of the code's own begin anew.
   */
  createSession(
    code: string,
    settings: TrainingSettings,
    onShown: (shown: Shown) => void,
    from?: EngineState,
  ): TrainingSession;
  dispose(): void;
}
