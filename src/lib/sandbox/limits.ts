/** How much of a value, and of a run, comes out of the sandbox. The worker keeps to it; the page checks. */
export const LIMITS = {
  /** Characters of one text. */
  text: 2000,
  /** Numbers of a vector that are shown. */
  vector: 100,
  /** Rows and columns of a matrix that are shown. */
  matrix: 12,
  /** Items of a list, entries of an object. */
  items: 50,
  /** Levels of lists and objects within each other. */
  depth: 4,
  /** Parts of one value, counted over all levels. */
  parts: 400,
  /** Values in one call of console.log. */
  values: 20,
  /** Side of a picture in pixels. */
  side: 512,
  bars: 1000,
  series: 20,
  /** Points of one line of a plot, and of all its lines: more than a plot's pixels show, and few enough to draw at once. */
  points: 2500,
  plotPoints: 7500,
  /** Things shown in one message. */
  shown: 500,
  /** Requests (digits, train) that wait for an answer at one time. */
  requests: 8,
  title: 200,
  /** Layers of a network to train, units of one, and weights of all. */
  layers: 12,
  units: 4096,
  networkWeights: 5_000_000,
} as const;
