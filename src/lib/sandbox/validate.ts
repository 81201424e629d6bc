import { dataSetNamed } from '../data/data-sets.ts';
import type { Inspected, Shown, Verdict } from './contract.ts';
import { isChoice } from '../settings/fields.ts';
import { NETWORK_FIELDS, OPTIMIZER_FIELDS } from './lab-fields.ts';
import { LIMITS } from './limits.ts';
import type { FromWorker, LabRequest } from './protocol.ts';

// Readers' code shares a worker with the runtime, so anything may come out of it. What does not fit is dropped.

type Fields = Readonly<Record<string, unknown>>;
type Test = (value: unknown) => boolean;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text =
  (most: number): Test =>
  (value) =>
    typeof value === 'string' && value.length <= most;
const isNumber: Test = (value) => typeof value === 'number';
const isCount: Test = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isFinite: Test = (value) => Number.isFinite(value);
const optional =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);
const oneOf =
  (...values: readonly unknown[]): Test =>
  (value) =>
    values.includes(value);
const list =
  (most: number, test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(test);
/** An object with these fields and no others. */
const record =
  (tests: Readonly<Record<string, Test>>): Test =>
  (value) =>
    isFields(value) &&
    Object.entries(tests).every(([key, test]) => test(value[key])) &&
    Object.keys(value).every((key) => Object.hasOwn(tests, key));

/** Cut texts carry a note of their length. */
const longText = text(LIMITS.text + 40);
const title = text(LIMITS.title);

const isMessage = record({
  message: longText,
  remedy: optional(longText),
  line: optional(isCount),
  column: optional(isCount),
});

const inspectedTests: Readonly<Record<Inspected['kind'], (depth: number) => Test>> = {
  primitive: () =>
    record({
      kind: isAny,
      type: oneOf('number', 'string', 'boolean', 'bigint', 'undefined', 'null', 'symbol'),
      text: longText,
    }),
  function: () => record({ kind: isAny, text: longText }),
  error: () => record({ kind: isAny, name: longText, message: longText, line: optional(isCount) }),
  vector: () => record({ kind: isAny, type: title, length: isCount, head: list(LIMITS.vector, isNumber) }),
  matrix: () =>
    record({ kind: isAny, rows: isCount, columns: isCount, head: list(LIMITS.matrix, list(LIMITS.matrix, isNumber)) }),
  list: (depth) =>
    record({ kind: isAny, type: title, length: isCount, items: list(LIMITS.items, isInspected(depth - 1)) }),
  object: (depth) =>
    record({
      kind: isAny,
      type: title,
      entries: list(
        LIMITS.items,
        (entry) => Array.isArray(entry) && entry.length === 2 && title(entry[0]) && isInspected(depth - 1)(entry[1]),
      ),
      more: isCount,
    }),
  cut: () => record({ kind: isAny, text: longText }),
};

function isAny(): boolean {
  return true;
}

function isInspected(depth: number): Test {
  return (value) => {
    if (!isFields(value) || depth < 0 || typeof value['kind'] !== 'string') return false;
    if (!Object.hasOwn(inspectedTests, value['kind'])) return false;
    return inspectedTests[value['kind'] as Inspected['kind']](depth)(value);
  };
}

const isPixels: Test = (value) => value instanceof Float32Array && value.length <= LIMITS.side * LIMITS.side;
const isSide: Test = (value) => isCount(value) && (value as number) >= 1 && (value as number) <= LIMITS.side;

const shownTests: Readonly<Record<Shown['kind'], Test>> = {
  console: record({
    kind: isAny,
    level: oneOf('log', 'info', 'warn', 'error', 'debug'),
    values: list(LIMITS.values, isInspected(LIMITS.depth)),
    line: optional(isCount),
    repeated: optional(isCount),
  }),
  picture: (value) =>
    record({
      kind: isAny,
      title: optional(title),
      width: isSide,
      height: isSide,
      pixels: isPixels,
      diverging: oneOf(true, false),
    })(value) &&
    (value as Extract<Shown, { kind: 'picture' }>).pixels.length ===
      (value as Fields & { width: number }).width * (value as Fields & { height: number }).height,
  bars: (value) =>
    record({
      kind: isAny,
      title: optional(title),
      labels: list(LIMITS.bars, title),
      values: list(LIMITS.bars, isNumber),
    })(value) &&
    (value as Extract<Shown, { kind: 'bars' }>).labels.length ===
      (value as Extract<Shown, { kind: 'bars' }>).values.length,
  plot: (value) =>
    record({
      kind: isAny,
      title: optional(title),
      xLabel: optional(title),
      yLabel: optional(title),
      series: list(LIMITS.series, (line) => {
        if (!record({ name: title, x: list(LIMITS.points, isNumber), y: list(LIMITS.points, isNumber) })(line))
          return false;
        const { x, y } = line as { x: readonly number[]; y: readonly number[] };
        return x.length === y.length;
      }),
    })(value) &&
    (value as Extract<Shown, { kind: 'plot' }>).series.reduce((sum, { x }) => sum + x.length, 0) <= LIMITS.plotPoints,
  dropped: record({ kind: isAny, count: isCount }),
};

const isShown: Test = (value) =>
  isFields(value) &&
  typeof value['kind'] === 'string' &&
  Object.hasOwn(shownTests, value['kind']) &&
  shownTests[value['kind'] as Shown['kind']](value);

const isVerdict = (value: unknown): value is Verdict =>
  record({ passed: oneOf(true), message: longText })(value) ||
  record({ passed: oneOf(false), mistake: title, message: longText })(value);

const isDigitsRequest: Test = (value) => {
  if (!record({ kind: isAny, set: oneOf('train', 'test'), from: isCount, to: isCount })(value)) return false;
  const { set, from, to } = value as Extract<LabRequest, { kind: 'digits' }>;
  return from < to && to <= dataSetNamed().counts[set];
};

const isCountTo =
  (most: number): Test =>
  (value) =>
    isCount(value) && (value as number) >= 1 && (value as number) <= most;
const name = text(40);
/** A network in outline: what it may say is checked where it becomes a specification (`lab-network.ts`). */
export const isNetwork: Test = record({
  layers: list(
    LIMITS.layers,
    record({
      units: isCountTo(LIMITS.units),
      activation: optional(name),
      bias: optional(oneOf(true, false)),
      dropout: optional(isFinite),
    }),
  ),
  optimizer: optional(
    record({ name, ...Object.fromEntries(OPTIMIZER_FIELDS.map((rate) => [rate, optional(isFinite)])) }),
  ),
  ...Object.fromEntries(
    NETWORK_FIELDS.map(([field, entry]) => [
      field,
      optional(isChoice(entry) ? name : entry.range.whole ? isCountTo(entry.form?.most ?? Infinity) : isFinite),
    ]),
  ),
});

const isTrainRequest: Test = (value) =>
  record({
    kind: isAny,
    settings: record({
      alpha: isFinite,
      network: optional(isNetwork),
      epochs: optional(isCountTo(1000)),
      start: optional(oneOf('random', 'zeros')),
      seed: optional((seed) => isCount(seed) && (seed as number) <= 0xffff_ffff),
      order: optional(oneOf('file', 'shuffled')),
      images: optional(isCountTo(dataSetNamed().counts.train)),
      testAt: optional(list(1000, isCount)),
      engine: optional(oneOf('auto', 'reference', 'simd', 'webgpu')),
    }),
  })(value);

const isRequest: Test = (value) =>
  isFields(value) &&
  (value['kind'] === 'digits' ? isDigitsRequest(value) : value['kind'] === 'train' && isTrainRequest(value));

const isWeights: Test = (value) => value instanceof Float32Array && value.length <= 1_000_000;

const tests: Readonly<Record<FromWorker['type'], Test>> = {
  pong: record({ type: isAny, count: isCount }),
  shown: record({ type: isAny, items: list(LIMITS.shown, isShown) }),
  request: record({ type: isAny, id: isCount, request: isRequest }),
  done: record({ type: isAny, milliseconds: isFinite, verdict: optional(isVerdict) }),
  error: record({ type: isAny, error: isMessage }),
  running: record({ type: isAny }),
  need: record({ type: isAny, shard: isCount }),
  progress: record({
    type: isAny,
    imagesSeen: isCount,
    images: isCount,
    correct: isCount,
    lossSum: isFinite,
    milliseconds: isFinite,
  }),
  weights: record({
    type: isAny,
    purpose: oneOf('show', 'test', 'waiting', 'paused', 'last-good'),
    imagesSeen: isCount,
    weights: isWeights,
  }),
  diverged: record({ type: isAny, imagesSeen: isCount }),
  notice: record({ type: isAny, message: isMessage }),
};

/** The message, if it is one that a worker may send and within all limits; else null. */
export function readMessage(value: unknown): FromWorker | null {
  if (!isFields(value) || typeof value['type'] !== 'string' || !Object.hasOwn(tests, value['type'])) return null;
  return tests[value['type'] as FromWorker['type']](value) ? (value as FromWorker) : null;
}
