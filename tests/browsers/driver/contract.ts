/** The browsers that the stories know. */
export const BROWSERS = ['firefox', 'webkit', 'chromium'] as const;
export type BrowserName = (typeof BROWSERS)[number];

/** A point in the window, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A tab as the driver has it: the few things that a person does to a page, and one to look into it. */
export interface Tab {
  /** Goes to an address and waits until the page has loaded. */
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Value of a JavaScript expression, or what its promise resolves to, as JSON. Errors: it threw. */
  evaluate(expression: string): Promise<unknown>;
  /** Presses at the first point, moves through the others, lets go. A touch is the browser's own, or one made by script (finger.ts). */
  drag(points: readonly Point[], pointer: 'mouse' | 'touch'): Promise<void>;
  /** One key such as `End` or `a`, with those held meanwhile: `press('Enter', ['Control'])`. */
  press(key: string, held?: readonly string[]): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

export interface Browser {
  readonly name: BrowserName;
  /** In its own words, such as "Firefox 153.8". */
  readonly version: string;
  /** The narrowest that its window gets, in CSS pixels. */
  readonly narrowest: number;
  newTab(): Promise<Tab>;
  close(): Promise<void>;
}

/** Size of the window in which stories are told. */
export const WINDOW = { width: 1280, height: 900 };

/** Loading, and scripts, on a machine that does much else. */
export const PATIENCE = Number(process.env['DELTA_PATIENCE'] ?? 300_000); // milliseconds
