/** A fault to plant: in this file of the group's folder, this text, which occurs once, becomes that. */
export type Fault = readonly [file: string, from: string, to: string];

/** Faults in one part of the project, and the tests that must notice every one of them. */
export interface Group {
  readonly name: string;
  /** The folder of the files. */
  readonly folder: string;
  readonly faults: readonly Fault[];
  /** The quick tests first, each as Vitest's arguments: what they notice the slow ones need not look at. */
  readonly tests: readonly (readonly string[])[];
}
