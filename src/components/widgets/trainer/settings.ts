import type { NetworkSpecification, TrainingSettings } from '../../../lib/engine/contract.ts';
import { testPoints } from './test-points.ts';

/** Names a reader can choose for the start, and what `lib/nn` calls them. */
const STARTS = { random: 'uniform01', zeros: 'zeros' } as const satisfies Record<
  string,
  NetworkSpecification['initialization']
>;
export type StartName = keyof typeof STARTS;
export const START_NAMES = Object.keys(STARTS) as readonly StartName[];
export type OrderName = NetworkSpecification['order'];

/** Everything about a run that the reader may choose in the trainer. */
export interface TrainerSettings {
  readonly alpha: number;
  readonly start: StartName;
  readonly seed: number;
  readonly order: OrderName;
  readonly epochs: number;
}

/** The same as it stands in the controls: text may be anything. */
export interface SettingsForm {
  readonly alpha: string;
  readonly start: StartName;
  readonly seed: string;
  readonly order: OrderName;
  readonly epochs: string;
}

export type SettingsProblems = Partial<Record<'alpha' | 'seed' | 'epochs', string>>;

export const LARGEST_ALPHA = 10;
export const LARGEST_SEED = 2 ** 32 - 1;
export const MOST_EPOCHS = 50;

type Parsed = { readonly value: number } | { readonly problem: string };

const asNumber = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.')));
const quoted = (text: string): string => (text.trim() === '' ? 'nothing' : `“${text.trim()}”`);

export function parseAlpha(text: string): Parsed {
  const value = asNumber(text);
  if (value > 0 && value <= LARGEST_ALPHA) return { value };
  return {
    problem: `Alpha is a number above 0 and at most ${LARGEST_ALPHA}, such as 0.01; here stands ${quoted(text)}.`,
  };
}

export function parseSeed(text: string): Parsed {
  const value = asNumber(text);
  if (Number.isInteger(value) && value >= 0 && value <= LARGEST_SEED) return { value };
  return {
    problem: `A seed is a whole number from 0 to ${LARGEST_SEED.toLocaleString('en-US')}, such as 10; here stands ${quoted(text)}.`,
  };
}

export function parseEpochs(text: string): Parsed {
  const value = asNumber(text);
  if (Number.isInteger(value) && value >= 1 && value <= MOST_EPOCHS) return { value };
  return { problem: `Epochs is a whole number from 1 to ${MOST_EPOCHS}; here stands ${quoted(text)}.` };
}

/** Reads the controls: either settings, or what is wrong with which control and what would be right. */
export function parseForm(form: SettingsForm): {
  readonly settings: TrainerSettings | null;
  readonly problems: SettingsProblems;
} {
  const alpha = parseAlpha(form.alpha);
  // A seed that nothing uses cannot stand in the way.
  const seed = usesSeed(form) || 'value' in parseSeed(form.seed) ? parseSeed(form.seed) : { value: 0 };
  const epochs = parseEpochs(form.epochs);
  if ('value' in alpha && 'value' in seed && 'value' in epochs) {
    const { start, order } = form;
    return { settings: { alpha: alpha.value, start, seed: seed.value, order, epochs: epochs.value }, problems: {} };
  }
  const problems: SettingsProblems = {};
  if ('problem' in alpha) problems.alpha = alpha.problem;
  if ('problem' in seed) problems.seed = seed.problem;
  if ('problem' in epochs) problems.epochs = epochs.problem;
  return { settings: null, problems };
}

export const formOf = (settings: TrainerSettings): SettingsForm => ({
  ...settings,
  alpha: String(settings.alpha),
  seed: String(settings.seed),
  epochs: String(settings.epochs),
});

/** Nothing is random with a zero start in file order. */
export const usesSeed = (settings: { readonly start: StartName; readonly order: OrderName }): boolean =>
  settings.start === 'random' || settings.order === 'shuffled';

export const sameSettings = (a: TrainerSettings, b: TrainerSettings): boolean =>
  a.alpha === b.alpha &&
  a.start === b.start &&
  a.order === b.order &&
  a.epochs === b.epochs &&
  (a.seed === b.seed || !usesSeed(a));

/** The next rung of 1, 2, 5, 10, … times a power of ten, up or down, within what a trainer accepts. */
export function nextAlpha(alpha: number, direction: 1 | -1): number {
  const rungs: number[] = [];
  for (let power = -6; power <= 1; power++) for (const digit of [1, 2, 5]) rungs.push(Number(`${digit}e${power}`));
  const within = rungs.filter((rung) => rung <= LARGEST_ALPHA);
  const beyond = (rung: number): boolean => (direction > 0 ? rung > alpha * (1 + 1e-9) : rung < alpha * (1 - 1e-9));
  return (direction > 0 ? within.find(beyond) : within.findLast(beyond)) ?? alpha;
}

/** The single layer of Part I with these settings: 784-10, no bias, squared error, one image at a time. */
export function specificationOf(settings: TrainerSettings): NetworkSpecification {
  return {
    inputs: 784,
    layers: [{ units: 10, activation: 'identity', bias: false }],
    loss: 'squaredError',
    optimizer: { name: 'sgd', learningRate: settings.alpha },
    initialization: STARTS[settings.start],
    batchSize: 1,
    order: settings.order,
    seed: settings.seed,
  };
}

/** What a session is asked to do; `published` counts are tested too, wherever they lie. */
export const trainingSettingsOf = (settings: TrainerSettings, published: readonly number[] = []): TrainingSettings => ({
  specification: specificationOf(settings),
  epochs: settings.epochs,
  testAt: testPoints(settings.epochs, published),
});

/** Settings in one line: `alpha 0.01, random start, seed 10, file order, 1 epoch`. */
export function settingsWords(settings: TrainerSettings): string {
  return [
    `alpha ${settings.alpha}`,
    settings.start === 'zeros' ? 'zero start' : 'random start',
    ...(usesSeed(settings) ? [`seed ${settings.seed}`] : []),
    settings.order === 'file' ? 'file order' : 'shuffled',
    settings.epochs === 1 ? '1 epoch' : `${settings.epochs} epochs`,
  ].join(', ');
}
