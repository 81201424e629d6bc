/** Runs in a copy of the project that has one entry more, `signs`; writes what it finds as JSON, and the files of a recipe. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { IDBFactory } from 'fake-indexeddb';
import { Pad } from '../../../../src/components/widgets/draw/pad.ts';
import { deltaRule, isDeltaRule } from '../../../../src/lib/systems/delta-rule.ts';
import { formOf, parseForm } from '../../../../src/components/widgets/trainer/form.ts';
import { networkOf, networkOfRun, sameSettings } from '../../../../src/lib/systems/network.ts';
import { withData } from '../../../../src/components/widgets/trainer/whole-network.ts';
import { networkWords } from '../../../../src/components/widgets/trainer/network-words.ts';
import { initialWeights } from '../../../../src/components/widgets/weights/initial.ts';
import { onlyGuesses } from '../../../../src/components/words/run.ts';
import { firstLayerOf } from '../../../../src/components/widgets/pictures/first-layer.ts';
import { linkOf, readLink, writeLink } from '../../../../src/lib/systems/link.ts';
import { bringToForm } from '../../../../src/lib/data/drawing/to-form.ts';
import { dataSetNamed, trainCountOf, type DataSetId } from '../../../../src/lib/data/data-sets.ts';
import { WorkerEngineClient } from '../../../../src/lib/engine/client.ts';
import type { EngineName, TrainingSettings, WeightTensor } from '../../../../src/lib/engine/contract.ts';
import { EngineHost } from '../../../../src/lib/engine/worker/engine-host.ts';
import type { Line } from '../../../../src/lib/engine/worker/protocol.ts';
import { writeRecipe } from '../../../../src/lib/interchange/recipe.ts';
import { readModelFile, writeModelFile } from '../../../../src/lib/interchange/sequential.ts';
import { ModelStore } from '../../../../src/lib/models/model-store.ts';
import { newRun } from '../../../../src/lib/runs/run.ts';
import { RunStore } from '../../../../src/lib/runs/run-store.ts';
import { filesOfSigns, originalsOfSigns, signs } from './signs.ts';

const SIGNS = 'signs' as DataSetId; // known in the copy
const BASE = 'http://book.test/data/';

const fakes = await import('fake-indexeddb');
for (const [name, value] of Object.entries(fakes))
  if (name.startsWith('IDB')) Object.assign(globalThis, { [name]: value });
Object.assign(globalThis, { indexedDB: new IDBFactory() });

const files = filesOfSigns();
const asked: string[] = [];
async function serve(input: URL | RequestInfo): Promise<Response> {
  const { href } = new URL(input instanceof Request ? input.url : input);
  asked.push(href.slice(BASE.length));
  const file = files.get(href.slice(`${BASE}signs/`.length));
  return file ? new Response(file) : new Response(null, { status: 404 });
}
const { port1, port2 } = new MessageChannel();
const client = new WorkerEngineClient({
  dataBase: BASE,
  connect() {
    new EngineHost(port2 as Line, { fetch: serve as typeof fetch, retrySeconds: 0 });
    port1.start();
    port2.start();
    return {
      postMessage: (message, transfer) => port1.postMessage(message, transfer),
      addEventListener: (type, listener) => port1.addEventListener(type, listener),
      close: () => port1.close(),
    };
  },
});

/** Trains to the end: counts of right test and validation images along the way, and the weights. */
async function train(engine: EngineName, settings: TrainingSettings) {
  const session = client.createSession(engine, settings);
  const tests: [imagesSeen: number, correct: number][] = [];
  const validations: [imagesSeen: number, correct: number, of: number][] = [];
  let weights: readonly WeightTensor[] = [];
  let by = '';
  await new Promise<void>((resolve, reject) => {
    session.subscribe((event) => {
      if (event.type === 'tested') tests.push([event.imagesSeen, event.evaluation.correct]);
      if (event.type === 'validated')
        validations.push([event.imagesSeen, event.evaluation.correct, event.evaluation.count]);
      if (event.type === 'weights') weights = event.weights;
      if (event.type === 'engine') by = event.engine;
      if (event.type === 'failed') reject(new Error(event.message.message));
      if (event.type === 'state' && event.state === 'finished') resolve();
    });
    session.run();
  });
  session.dispose();
  return { by, tests, validations, weights };
}

const dense = networkOf({
  data: SIGNS,
  layers: [{ units: 20, activation: 'relu' }, { units: signs.classes.length }],
  epochs: 4,
});
const { specification } = dense;
const total = dense.epochs * signs.counts.train;
const settings: TrainingSettings = { specification, epochs: dense.epochs, testAt: [0, 350, total] };
const convolved = networkOf({
  data: SIGNS,
  convolutions: [{ filters: 4, size: 3, activation: 'relu', pool: 2 }],
  layers: [{ units: signs.classes.length }],
});

const reference = await train('reference', settings);
const simd = await train('simd', { ...settings, trainCount: 600, validation: { from: 600, count: 100 } });
const simdOnAll = await train('simd', settings);
const pictures = await train('simd', { specification: convolved.specification, epochs: 1, testAt: [700] });
const { weights } = reference;

const digits = await client.digits('train', 250, 260, { data: SIGNS });
const labels = await client.labels('test', { data: SIGNS });
const outputs = await client.outputs(specification, weights, { set: 'test', from: 0, to: signs.counts.test });
const scored = await client.evaluate(specification, weights, 'test');

const runs = new RunStore();
const page = { path: '', title: '', anchor: '' };
const order = { scope: 'playground/trainer', title: 'Signs', page, settings, engine: 'auto' } as const;
await runs.put(newRun(order, { id: 'run', group: 'run', at: 1, look: 0 }), null);
await runs.close();
const [keptRun] = await runs.list();

const models = new ModelStore();
const result = { correct: scored.correct, of: scored.count, loss: scored.loss };
const model = { specification, weights, name: 'Signs', imagesSeen: total, by: 'reference', result, savedAt: 1 };
const { id } = await models.save(model);
await models.close();
const keptModel = await models.load(id);
const file = readModelFile(writeModelFile({ specification, weights, imagesSeen: total }));

const form = formOf(dense);
const problem = (change: Partial<typeof form>): Readonly<Record<string, string>> =>
  parseForm({ ...form, ...change }, dense).problems;
const refused = async (engine: EngineName, wrong: TrainingSettings): Promise<string> =>
  train(engine, wrong).then(
    () => 'trained',
    (error: Error) => error.message,
  );

const scratch = networkOf({ layers: [{ units: 8 }, { units: 10 }], validation: { from: 50_000, count: 10_000 } });
const chosen = withData(formOf({ ...scratch, trainCount: 50_000 }), SIGNS);
const back = withData(withData(formOf(scratch), SIGNS), 'mnist');

/** A finished run with so many right at first and at last. */
const finished = (first: number, last: number) =>
  onlyGuesses({
    ...newRun(order, { id: 'r', group: 'r', at: 1, look: 0 }).record,
    state: 'finished',
    tests: [first, last].map((correct, i) => ({ imagesSeen: i, correct, of: signs.counts.test, loss: 1 })),
  });

// A ring and a bar, drawn on a pad for signs.
const drawings = [
  Array.from({ length: 33 }, (_, k) => [138 + 75 * Math.cos(k / 5), 138 + 75 * Math.sin(k / 5)]),
  [
    [40, 150],
    [230, 150],
  ],
].map((points) => {
  const pad = new Pad(signs);
  points.forEach(([x, y], k) => (k === 0 ? pad.begin(x!, y!) : pad.extend(x!, y!)));
  return { pad, steps: bringToForm(pad.picture, signs)! };
});
const drawn = await Promise.all(
  drawings.map(async ({ steps }) => {
    const shares = [...(await client.outputs(specification, weights, steps.image))];
    return signs.classes[shares.indexOf(Math.max(...shares))];
  }),
);
const single = networkOf(deltaRule({ data: SIGNS }));

const folder = process.argv[2]!;
mkdirSync(folder, { recursive: true });
for (const [name, bytes] of originalsOfSigns()) writeFileSync(`${folder}/${name}`, bytes);
const figures = reference.tests.map(([imagesSeen, correct]) => ({ imagesSeen, correct }));
const recipe = writeRecipe({ specification, images: total, trainCount: signs.counts.train, figures, by: 'the CPU' });
writeFileSync(`${folder}/recipe.py`, recipe);

const found = {
  engines: [reference.by, simd.by],
  tests: reference.tests,
  same: JSON.stringify(reference.tests) === JSON.stringify(simdOnAll.tests),
  validations: simd.validations.map(([imagesSeen, , of]) => [imagesSeen, of]),
  validated: simd.validations.at(-1)![1],
  convolved: pictures.tests[0]![1],
  asked: [...new Set(asked)].sort(),
  digits: [digits.count, digits.images.length],
  labels: labels.length,
  outputs: outputs.length,
  confusion: scored.confusion.length,
  keptRun: [keptRun!.record.settings.specification.data, keptRun!.record.imagesTotal, trainCountOf(settings)],
  keptModel: [keptModel.specification.data, keptModel.weights.map(({ shape }) => shape)],
  file: file.specification.data,
  link: writeLink(dense),
  read: sameSettings(readLink(writeLink(dense)).network, dense),
  readAlone: readLink('data=signs').network.specification.layers.map(({ units }) => units),
  validationLink: readLink('data=signs&validation=x:y').network.validation,
  linkOfModel: sameSettings(readLink(linkOf(keptModel)).network, { ...dense, epochs: 1 }),
  words: networkWords(networkOfRun({ settings, title: '' })),
  form: [form.trainCount, form.validationFrom, form.validationCount],
  problems: [problem({ trainCount: '701' })['trainCount'], problem({ validates: true, validationFrom: '700' })],
  parsed: sameSettings(parseForm(form, dense).network!, dense),
  chosen: [chosen.data, chosen.trainCount, chosen.validationFrom, chosen.validationCount, chosen.batchSize],
  chosenParses: [parseForm(chosen, scratch).problems, parseForm(back, scratch).problems],
  chosenBack: back.trainCount,
  guesses: [finished(30, 34), finished(30, 40), finished(38, 38), finished(60, 58)],
  drawn,
  pads: drawings.map(({ pad, steps }) => [
    pad.side,
    pad.step,
    steps.image.length,
    Math.max(steps.scaled.width, steps.scaled.height),
  ]),
  single: [isDeltaRule(single), initialWeights(single.specification).length],
  picture: firstLayerOf({ name: '', specification, weights, imagesSeen: 0 })?.side,
  refused: await Promise.all([
    refused('simd', { ...settings, trainCount: 701 }),
    refused('reference', { ...settings, specification: { ...specification, data: 'mnist' } }),
    refused('simd', { ...settings, specification: { ...specification, data: 'unknown' as DataSetId } }),
  ]),
  others: [
    dataSetNamed().name,
    readLink('layers=10').network.specification.data,
    sameSettings(networkOf({ layers: [{ units: 10 }] }), networkOf({ layers: [{ units: 10 }], data: 'mnist' })),
  ],
};
console.log(JSON.stringify(found));
process.exit(0);
