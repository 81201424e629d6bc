import type { DigitSetName } from '../data/contract.ts';
import { dataSetNamed } from '../data/data-sets.ts';
import type { Shown } from './contract.ts';
import * as arrays from './lab-arrays.ts';
import { refuse } from './lab-arrays.ts';
import { NETWORK_FIELDS } from './lab-fields.ts';
import type { Lab } from './lab-names.ts';
import { random } from './lab-random.ts';
import { createShowing } from './lab-show.ts';
import type { NetworkSettings, TrainProgress, TrainResult, TrainSettings } from './lab-types.ts';
import { LIMITS } from './limits.ts';
import { isNetwork } from './validate.ts';

/** What the `lab` module needs from outside: the page's data and engines, and a way to show things. */
export interface LabHost {
  digits(
    set: DigitSetName,
    from: number,
    to: number,
  ): Promise<{ readonly images: Uint8Array<ArrayBuffer>; readonly labels: Uint8Array<ArrayBuffer> }>;
  train(settings: TrainSettings, onProgress: ((progress: TrainProgress) => void) | undefined): Promise<TrainResult>;
  show(shown: Shown): void;
}

const { counts } = dataSetNamed();

const isCount = (value: unknown, least: number, most: number): boolean =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

const networkNames = ['layers', 'optimizer', ...NETWORK_FIELDS.map(([name]) => name)];
const layerNames = [
  'units',
  'activation',
  'bias',
  'dropout',
] as const satisfies readonly (keyof NetworkSettings['layers'][0])[];

function knowNames(thing: string, given: object, names: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new Error(`train, ${thing}: there is no setting ${unknown}. It has ${names.join(', ')}.`);
}

/** A network's settings, copied without those that are undefined, so that what is sent is what was checked. */
function checkedNetwork(network: NetworkSettings): NetworkSettings {
  const copy = JSON.parse(JSON.stringify(network)) as NetworkSettings;
  knowNames('network', copy, networkNames);
  if (Array.isArray(copy.layers)) for (const layer of copy.layers) knowNames('layer', layer ?? {}, layerNames);
  if (!isNetwork(copy)) {
    throw new Error(
      `train, network: expected 1 to ${LIMITS.layers} layers of 1 to ${LIMITS.units} units, and settings that are numbers or names, such as { layers: [{ units: 100, activation: 'relu' }, { units: 10 }], batchSize: 30 }.`,
    );
  }
  return copy;
}

/** What each setting of `train` must be, in words and as a test. */
const settingRules: Readonly<
  Record<keyof TrainSettings, { readonly expected: string; readonly test: (value: unknown) => boolean }>
> = {
  alpha: { expected: 'a number of at least 0', test: (value) => Number.isFinite(value) && (value as number) >= 0 },
  network: {
    expected: 'an object such as { layers: [{ units: 100 }, { units: 10 }] }',
    test: (value) => typeof value === 'object' && value !== null,
  },
  epochs: { expected: 'a whole number from 1 to 1000', test: (value) => isCount(value, 1, 1000) },
  start: { expected: "'random' or 'zeros'", test: (value) => value === 'random' || value === 'zeros' },
  seed: { expected: 'a whole number from 0 to 4294967295', test: (value) => isCount(value, 0, 0xffff_ffff) },
  order: { expected: "'file' or 'shuffled'", test: (value) => value === 'file' || value === 'shuffled' },
  images: { expected: `a whole number from 1 to ${counts.train}`, test: (value) => isCount(value, 1, counts.train) },
  testAt: {
    expected: 'a list of at most 1000 whole numbers',
    test: (value) =>
      Array.isArray(value) &&
      value.length <= 1000 &&
      value.every((count) => isCount(count, 0, Number.MAX_SAFE_INTEGER)),
  },
  engine: {
    expected: "'auto', 'reference', 'simd' or 'webgpu'",
    test: (value) => ['auto', 'reference', 'simd', 'webgpu'].includes(value as string),
  },
};

/** The settings with nothing else among them; the first thing wrong is an error in plain words. */
function checkedSettings(settings: TrainSettings): TrainSettings {
  if (typeof settings !== 'object' || settings === null)
    return refuse('train', 'settings such as { alpha: 0.01 }', settings);
  if (settings.alpha === undefined) throw new Error('train expected a learning rate, such as { alpha: 0.01 }.');
  for (const name of Object.keys(settings)) {
    if (!Object.hasOwn(settingRules, name)) {
      throw new Error(`train has no setting ${name}. It has ${Object.keys(settingRules).join(', ')}.`);
    }
    const value: unknown = settings[name as keyof TrainSettings];
    const { expected, test } = settingRules[name as keyof TrainSettings];
    if (value !== undefined && !test(value))
      throw new Error(`train, ${name}: expected ${expected}, got ${String(value)}.`);
  }
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  const clean = Object.fromEntries(
    given.map(([name, value]) => [name, Array.isArray(value) ? [...value] : value]),
  ) as unknown as TrainSettings;
  return clean.network ? { ...clean, network: checkedNetwork(clean.network) } : clean;
}

/** The functions behind `import … from 'lab'`. */
export function createLab(host: LabHost): Lab {
  return {
    ...arraysOfLab,
    random,
    ...createShowing((shown) => host.show(shown)),
    async digits(set, from = 0, to = from + 100) {
      if (set !== 'train' && set !== 'test') return refuse('digits', "'train' or 'test' first", set);
      if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to <= from || to > counts[set]) {
        throw new Error(
          `digits expected whole numbers from 0 to ${counts[set]}, the second larger, got ${from} and ${to}.`,
        );
      }
      const { images, labels } = await host.digits(set, from, to);
      const pixels = images.length / labels.length;
      const rows = Array.from(labels, (_, n) => images.subarray(n * pixels, (n + 1) * pixels));
      return { images: rows, labels };
    },
    async train(settings, onProgress) {
      const checked = checkedSettings(settings);
      if (onProgress !== undefined && typeof onProgress !== 'function')
        return refuse('train', 'a function second', onProgress);
      return host.train(checked, onProgress);
    },
  };
}

const { zeros, copy, dot, outer, add, subtract, scale, transpose, sum, mean, argmax } = arrays;
const arraysOfLab = { zeros, copy, dot, outer, add, subtract, scale, transpose, sum, mean, argmax };
