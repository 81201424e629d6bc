/** What readers' code finds in its worker beside the language itself, for the editor: the text of a declaration file. */
export const runtimeGlobals = `
declare const console: {
  /** Shows values in the console below the code. */
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  debug(...values: unknown[]): void;
  /** Shows values as a warning. */
  warn(...values: unknown[]): void;
  /** Shows values as an error; the run goes on. */
  error(...values: unknown[]): void;
};

/** Time since the start, in milliseconds. */
declare const performance: { now(): number };

declare function setTimeout(callback: () => void, milliseconds?: number): number;
declare function clearTimeout(timer: number | undefined): void;
`;
