import { DATA_SETS, dataSetNamed, heldOutOf, type DataSetId } from '../../../lib/data/data-sets.ts';
import { validateSpecification } from '../../../lib/nn/validate-specification.ts';
import { THIS_BOOK, type PublishedSystem } from '../../../lib/systems/system.ts';
import { VIEW_NAMES } from '../pictures/registry.ts';
import { CONTROLS, type ControlName } from './controls.ts';
import type { CodeChoice, PresetName } from './controller.ts';
import { deltaRule, isDeltaRule, START_NAMES } from '../../../lib/systems/delta-rule.ts';
import { formOf, parseForm } from './form.ts';
import { networkOf, outputsFor, type NetworkProps, type TrainerNetwork } from '../../../lib/systems/network.ts';
import { networkOfPublished } from '../../../lib/systems/published-systems.ts';

/** What a chapter's author may write on `<Trainer>`; without `system`, `network` and `networks` it is a single layer that the delta rule trains. */
export interface AuthorProps {
  /** Unlike any other on the page: lower-case words joined by hyphens. What readers keep of its runs is kept by it. */
  readonly id: string;
  /** Its heading. */
  readonly title: string;
  /** A published system: all its runs, with its figures. */
  readonly system?: string;
  /** Only these runs of the system, by name, in this order. */
  readonly only?: readonly string[];
  /** An author's own network, such as `{ layers: [{ units: 10 }] }`; what it leaves out is as in the playground. */
  readonly network?: NetworkProps;
  /** Several, each with a name of its own, to be compared. */
  readonly networks?: readonly NetworkProps[];
  /** Of the delta rule: the id of the data set that it learns from. */
  readonly data?: string;
  /** Of the delta rule: how far each lesson moves the weights. */
  readonly alpha?: number;
  /** Of the delta rule: the first weights, `random` or `zeros`. */
  readonly start?: string;
  /** Of the delta rule: for the random weights and the shuffled order. */
  readonly seed?: number;
  /** Of the delta rule: the images as the `file` has them, or `shuffled`. */
  readonly order?: string;
  /** Of the delta rule: how many times over all images. */
  readonly epochs?: number;
  /** For a single layer: an exercise of the same chapter whose code may train. */
  readonly exercise?: string;
  /** `reader`: the exercise's code trains unless the reader chooses otherwise. */
  readonly code?: string;
  /** All networks train side by side. */
  readonly together?: boolean;
  /** Which controls stand open. */
  readonly change?: readonly string[];
  /** Which pictures of the trained model are offered. */
  readonly views?: readonly string[];
  /** A source's loss by epoch. */
  readonly overlay?: readonly (readonly number[])[];
  /** Whose figures these are, where no system says so. */
  readonly by?: string;
}

export interface CheckedProps {
  readonly preset: PresetName;
  readonly code: CodeChoice;
  readonly networks: readonly TrainerNetwork[];
  readonly change: readonly ControlName[];
  readonly views: readonly string[];
  readonly overlay: readonly (readonly [epoch: number, loss: number])[];
  /** Whose figures stand there; null where there are none. */
  readonly by: string | null;
}

type Wrong = (what: string, remedy: string) => Error;

/** Controls that stand open unless an author says otherwise. */
const USUAL: readonly ControlName[] = ['learningRate', 'batchSize', 'epochs', 'seed'];

function checkedSystem(
  { system: name, only }: AuthorProps,
  systems: ReadonlyMap<string, PublishedSystem>,
  wrong: Wrong,
): TrainerNetwork[] {
  const system = systems.get(name!);
  if (!system)
    throw wrong(
      `system: expected one of ${[...systems.keys()].join(', ')}, got "${name}"`,
      'Choose one of them, or add a file to src/lib/systems/published.',
    );
  if (!only) return system.runs.map(networkOfPublished);
  return only.map((wanted) => {
    const run = system.runs.find((one) => one.name === wanted);
    if (!run)
      throw wrong(
        `only: expected names of runs of ${name} (${system.runs.map((one) => one.name).join('; ')}), got "${wanted}"`,
        'Choose among them.',
      );
    return networkOfPublished(run);
  });
}

function checkedNetwork(props: NetworkProps, wrong: Wrong): TrainerNetwork {
  if (!Array.isArray(props?.layers))
    throw wrong('network: expected layers, got none', 'Write layers: [{ units: 10 }] for a single layer.');
  const network = networkOf(props);
  const { specification, trainCount, validation, epochs, name } = network;
  const remedy = `Change it in the network "${name}".`;
  try {
    validateSpecification(specification);
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error), remedy);
  }
  const { units } = specification.layers.at(-1)!;
  const outputs = outputsFor(specification.data);
  if (units !== outputs)
    throw wrong(`layers: expected ${outputs} units in the last, one for each class, got ${units}`, remedy);
  for (const [thing, value] of Object.entries({ epochs, trainCount })) {
    if (!Number.isInteger(value) || value < 1)
      throw wrong(`${thing}: expected a whole number of at least 1, got ${value}`, remedy);
  }
  const dataSet = dataSetNamed(specification.data);
  const { train } = dataSet.counts;
  if (trainCount > train) throw wrong(`trainCount: expected at most ${train}, got ${trainCount}`, remedy);
  if (validation && (validation.from < trainCount || validation.from + validation.count > train)) {
    const { from, count } = heldOutOf(dataSet);
    throw wrong(
      `validation: expected images after the ${trainCount} that are trained on and up to ${train}, got ${validation.count} from ${validation.from}`,
      `Write trainCount: ${from}, validation: { from: ${from}, count: ${count} }.`,
    );
  }
  // The reader's controls must be able to say the same.
  const { problems } = parseForm(formOf(network), network);
  const problem = Object.values(problems)[0];
  if (problem !== undefined) throw wrong(problem.replace(/\.$/, ''), remedy);
  return network;
}

function checkedList<Name extends string>(
  thing: string,
  known: readonly Name[],
  given: readonly string[] | undefined,
  otherwise: readonly Name[],
  wrong: Wrong,
): readonly Name[] {
  if (given === undefined) return otherwise;
  return given.map((name) => {
    const found = known.find((one) => one === name);
    if (!found) throw wrong(`${thing}: expected some of ${known.join(', ')}; got "${name}"`, 'Choose among them.');
    return found;
  });
}

/** Whose figures stand beside the page's own. */
const bySystem = (name: string, systems: ReadonlyMap<string, PublishedSystem>): string =>
  systems.get(name)?.source === THIS_BOOK ? THIS_BOOK : name.toUpperCase();

const DELTA_RULE = ['data', 'alpha', 'start', 'seed', 'order', 'epochs'] as const;

/** The network of a trainer for the delta rule. */
function checkedDeltaRule(props: AuthorProps, wrong: Wrong) {
  const { data, alpha, start = 'random', seed, order = 'file', epochs } = props;
  if (data !== undefined && !Object.hasOwn(DATA_SETS, data))
    throw wrong(`data: expected one of ${Object.keys(DATA_SETS).join(', ')}, got "${data}"`, 'Choose one of them.');
  const startName = START_NAMES.find((name) => name === start);
  if (!startName)
    throw wrong(`start: expected one of ${START_NAMES.join(', ')}, got "${start}"`, 'Choose one of them.');
  if (order !== 'file' && order !== 'shuffled')
    throw wrong(`order: expected file or shuffled, got "${order}"`, 'Choose one of them.');
  const given = { alpha, seed, epochs } as { readonly alpha: number; readonly seed: number; readonly epochs: number };
  const rest = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return checkedNetwork(deltaRule({ ...rest, data: data as DataSetId | undefined, start: startName, order }), wrong);
}

/** Whose code the trainer takes at first. */
function checkedCode({ exercise, code = 'book' }: AuthorProps, preset: PresetName, wrong: Wrong): CodeChoice {
  if (code !== 'book' && code !== 'reader')
    throw wrong(`code: expected book or reader, got "${code}"`, 'Choose one of them.');
  if (code === 'reader' && !exercise)
    throw wrong(
      'code: expected an exercise whose code trains, got none',
      'Name it, such as exercise="update", or leave out code="reader".',
    );
  if (exercise && preset !== 'single layer')
    throw wrong(
      'exercise: expected a single layer that the delta rule trains, got another network',
      'An update of the reader’s trains no other: leave `exercise` out.',
    );
  return code;
}

/** The trainer's networks and what it shows, or an error that tells the author what to change. */
export function checkTrainerProps(props: AuthorProps, systems: ReadonlyMap<string, PublishedSystem>): CheckedProps {
  const { id, title, system, only, network, networks, overlay = [] } = props;
  const wrong: Wrong = (what, remedy) => new Error(`Trainer "${id}": ${what}. ${remedy}`);
  if (!/^[a-z0-9-]+$/.test(id ?? ''))
    throw wrong('id: expected lower-case words joined by hyphens', 'Change `id` in the chapter’s index.mdx.');
  if (!title)
    throw wrong(
      'title: expected a few words, got nothing',
      'Say what is trained here, such as title="Eighteen epochs".',
    );
  const given = [system, network, networks].filter((one) => one !== undefined).length;
  if (given > 1)
    throw wrong(
      `expected one of system, network and networks, got ${given}`,
      'Write system="s2", or network={{ layers: [{ units: 10 }] }}.',
    );
  const stray = given > 0 ? DELTA_RULE.find((name) => props[name] !== undefined) : undefined;
  if (stray !== undefined)
    throw wrong(
      `${stray}: expected a trainer for the delta rule, got ${system !== undefined ? 'a system' : 'a network'} besides`,
      'Write it in the network, or leave the network out.',
    );
  if (only && !system)
    throw wrong('only: expected a system whose runs it names, got none', 'Add system="…", or leave out `only`.');
  const checked =
    given === 0
      ? [checkedDeltaRule(props, wrong)]
      : system !== undefined
        ? checkedSystem(props, systems, wrong)
        : (networks ?? [network!]).map((one) => checkedNetwork(one, wrong));
  if (checked.length === 0)
    throw wrong('networks: expected at least one, got none', 'Write networks={[{ layers: [{ units: 10 }] }]}.');
  const names = checked.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw wrong(`networks: expected names that differ, got "${twice}" twice`, 'Give each network a `name`.');
  for (const point of overlay) {
    if (point.length !== 2 || !point.every((value) => Number.isFinite(value) && value > 0))
      throw wrong(
        `overlay: expected pairs [epoch, loss], got ${JSON.stringify(point)}`,
        'Write {[[1, 0.508], [2, 0.261]]}.',
      );
  }
  const single = checked.length === 1 && isDeltaRule(checked[0]!);
  const preset = single ? 'single layer' : 'network';
  return {
    preset,
    code: checkedCode(props, preset, wrong),
    // Runs of a single layer are called by what their trainer is for.
    networks: single ? [{ ...checked[0]!, name: title }] : checked,
    change: checkedList('change', CONTROLS, props.change, USUAL, wrong),
    views: checkedList('views', VIEW_NAMES, props.views, VIEW_NAMES, wrong),
    overlay: overlay as CheckedProps['overlay'],
    by: props.by ?? (system !== undefined ? bySystem(system, systems) : overlay.length > 0 ? 'the source' : null),
  };
}
