import { ACTIVATIONS, OPTIMIZERS, type ActivationName, type OptimizerName } from '../settings/choices.ts';
import { namesOf } from '../settings/choose.ts';
import { fieldEntries, isChoice, RATES, FIELDS, type RateName, type Settings } from '../settings/fields.ts';

export type { ActivationName };

/** `train` has some itself, beside the network, and readers' code learns from the book's own data set. */
const { order, seed, epochs, trainCount, data, ...fields } = FIELDS;
void [order, seed, epochs, trainCount, data];

/** The settings of a network in readers' code that are a number or a name each. */
export type NetworkFields = { -readonly [Name in keyof typeof fields]?: Settings[Name] };

export const NETWORK_FIELDS = fieldEntries(fields);

/** The learning rate is `alpha`, beside the network. */
const { learningRate: _, ...rates } = RATES;
export const OPTIMIZER_FIELDS = namesOf(rates);

export type OptimizerSettings = { name: OptimizerName } & Partial<Record<Exclude<RateName, 'learningRate'>, number>>;

const literal = (value: string | number): string => (typeof value === 'number' ? String(value) : `'${value}'`);
const unionOf = (choices: Readonly<Record<string, unknown>>): string => namesOf(choices).map(literal).join(' | ');

/** What the table's own text tells readers of a setting. Throws if it tells nothing. */
function told(table: string, name: string): string {
  const found = new RegExp(`// In code: (.+)\\n  ${name}: `).exec(table);
  if (!found) throw new Error(`fields.ts, ${name}: expected a line "// In code: …" above it, found none.`);
  return found[1]!;
}

/** The settings as declarations, with what readers are told of each. */
const declarationsBy = (table: string): string =>
  NETWORK_FIELDS.map(
    ([name, field]) =>
      `  /** ${told(table, name)} Default \`${literal(field.usual)}\`. */\n  ${name}?: ${isChoice(field) ? unionOf(field.words) : 'number'};`,
  ).join('\n');
const optimizer = `{ name: ${unionOf(OPTIMIZERS)}; ${OPTIMIZER_FIELDS.map((name) => `${name}?: number`).join('; ')} }`;

/** What the editor knows of `lab`: the text of `lab-types.ts`, with what it imports written out. `table` is the text of `fields.ts`. */
export function typesOfLab(text: string, table: string): string {
  return text
    .replace(/^import type .*\n/m, '')
    .replace('NetworkSettings extends NetworkFields {', () => `NetworkSettings {\n${declarationsBy(table)}`)
    .replace('?: OptimizerSettings;', () => `?: ${optimizer};`)
    .replace('?: ActivationName;', () => `?: ${unionOf(ACTIVATIONS)};`);
}
