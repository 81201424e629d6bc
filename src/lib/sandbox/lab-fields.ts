import { ACTIVATIONS, OPTIMIZERS, type ActivationName, type OptimizerName } from '../settings/choices.ts';
import { namesOf } from '../settings/choose.ts';
import {
  fieldEntries,
  isChoice,
  RATES,
  SPECIFICATION_FIELDS,
  type RateName,
  type Settings,
} from '../settings/fields.ts';

export type { ActivationName };

/** `train` has these itself, beside the network. */
const { order: _, seed: __, ...fields } = SPECIFICATION_FIELDS;

/** The settings of a network in readers' code that are a number or a name each. */
export type NetworkFields = { -readonly [Name in keyof typeof fields]?: Settings[Name] };

export const NETWORK_FIELDS = fieldEntries(fields);

/** The learning rate is `alpha`, beside the network. */
const { learningRate: ___, ...rates } = RATES;
export const OPTIMIZER_FIELDS = namesOf(rates);

export type OptimizerSettings = { name: OptimizerName } & Partial<Record<Exclude<RateName, 'learningRate'>, number>>;

const literal = (value: string | number): string => (typeof value === 'number' ? String(value) : `'${value}'`);
const unionOf = (choices: Readonly<Record<string, unknown>>): string => namesOf(choices).map(literal).join(' | ');

/** The settings as declarations, with what readers are told of each. */
const declarations = NETWORK_FIELDS.map(
  ([name, field]) =>
    `  /** ${field.lab} Default \`${literal(field.usual)}\`. */\n  ${name}?: ${isChoice(field) ? unionOf(field.words) : 'number'};`,
).join('\n');
const optimizer = `{ name: ${unionOf(OPTIMIZERS)}; ${OPTIMIZER_FIELDS.map((name) => `${name}?: number`).join('; ')} }`;

/** What the editor knows of `lab`: the text of `lab-types.ts`, with what it imports written out. */
export function typesOfLab(text: string): string {
  return text
    .replace(/^import type .*\n/m, '')
    .replace('NetworkSettings extends NetworkFields {', () => `NetworkSettings {\n${declarations}`)
    .replace('?: OptimizerSettings;', () => `?: ${optimizer};`)
    .replace('?: ActivationName;', () => `?: ${unionOf(ACTIVATIONS)};`);
}
