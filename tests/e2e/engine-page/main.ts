/** A page for tests only: the engines of the book, without the book around them. */
import type { DigitSet } from '../../../src/lib/data/contract.ts';
import { ImageStore } from '../../../src/lib/data/image-store.ts';
import { getEngineClient } from '../../../src/lib/engine/client.ts';
import type {
  Engine,
  EngineChoice,
  EngineName,
  NetworkSpecification,
  SessionEvent,
  TrainingSession,
  TrainingSettings,
  TrainReport,
} from '../../../src/lib/engine/contract.ts';
import { createEngine } from '../../../src/lib/engine/create-engine.ts';
import { ReferenceEngine } from '../../../src/lib/engine/reference/reference-engine.ts';
import { EngineSession } from '../../../src/lib/engine/session/engine-session.ts';
import { openGpu } from '../../../src/lib/engine/webgpu/gpu.ts';
import { goldenCases, goldenDifferences, goldenTolerance } from '../../support/golden.ts';
import { weightsDifference } from '../../support/weights-difference.ts';

const store = new ImageStore({ base: new URL('./data/mnist/', document.baseURI) });
const never = new AbortController().signal;

async function engineNamed(name: EngineName, specification: NetworkSpecification): Promise<Engine> {
  const { engine, because } = await createEngine(name, specification);
  if (because !== undefined) throw new Error(because);
  return engine;
}

/** As sessions do: a software adapter would not answer within the time limit if all were asked at once. */
async function trainBitByBit(engine: Engine, data: DigitSet, images: number): Promise<TrainReport> {
  let total: TrainReport = { images: 0, correct: 0, lossSum: 0, finite: true };
  while (total.images < images && total.finite) {
    const report = await engine.train(
      data,
      Math.min(10 * engine.specification.batchSize, images - total.images),
      never,
    );
    total = {
      images: total.images + report.images,
      correct: total.correct + report.correct,
      lossSum: total.lossSum + report.lossSum,
      finite: report.finite,
    };
  }
  return total;
}

/** Trains the reference engine and another alike and compares them. */
async function compare(specification: NetworkSpecification, images: number, name: EngineName) {
  await store.load('train', 0, 1);
  await store.load('test', 0, 1);
  const data = { ...store.digits('train'), count: 10_000 };
  const test = { ...store.digits('test'), count: 200 };
  const reference = new ReferenceEngine(specification);
  const other = await engineNamed(name, specification);
  const atStart = await weightsDifference(other, reference);
  const reports = [await trainBitByBit(reference, data, images), await trainBitByBit(other, data, images)];
  const evaluations = [await reference.evaluate(test, never), await other.evaluate(test, never)];
  const result = {
    atStart,
    afterwards: await weightsDifference(other, reference),
    reports,
    evaluations,
    imagesSeen: [reference.imagesSeen, other.imagesSeen],
  };
  other.dispose();
  return result;
}

/** How far a golden case is from PyTorch by each measure, and how far it may be: a card's divisions and roots are rough. */
async function golden(name: string) {
  const found = goldenCases.find((one) => one.name === name)!;
  const engine = await engineNamed('webgpu', found.specification);
  const differences = await goldenDifferences(found, engine, 10);
  engine.dispose();
  return Object.entries(differences).map(([what, difference]: [string, number]) => ({
    what,
    difference,
    most: Math.max(1e-4, 8 * goldenTolerance(found, what)),
  }));
}

/** Buffers of all devices that were made and not destroyed. */
let buffers = 0;
function countBuffers(): void {
  const { createBuffer } = GPUDevice.prototype;
  const alive = new WeakSet<GPUBuffer>();
  GPUDevice.prototype.createBuffer = function counted(descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    alive.add(buffer);
    buffers++;
    return buffer;
  };
  const { destroy } = GPUBuffer.prototype;
  GPUBuffer.prototype.destroy = function counted() {
    if (alive.delete(this)) buffers--;
    return destroy.call(this);
  };
}
countBuffers();

/** Buffers on the card after each of some runs: train, score, read, load, dispose. */
async function repeat(specification: NetworkSpecification, runs: number) {
  await store.load('train', 0, 1);
  const data = { ...store.digits('train'), count: 10_000 };
  const after: number[] = [];
  for (let run = 0; run < runs; run++) {
    const engine = await engineNamed('webgpu', specification);
    await engine.train(data, 3, never);
    await engine.evaluate({ ...data, count: 20 }, never);
    await engine.loadWeights(await engine.readWeights(), 0);
    await engine.predict(new Float32Array(784));
    engine.dispose();
    after.push(buffers);
  }
  return after;
}

/** What a session told, in order, until it came into one of these states; `meanwhile` may meddle. */
function record(
  session: TrainingSession,
  until: readonly string[],
  meanwhile: (event: SessionEvent) => void = () => undefined,
): Promise<SessionEvent[]> {
  return new Promise((resolve) => {
    const events: SessionEvent[] = [];
    session.subscribe((event) => {
      events.push(event.type === 'weights' ? { ...event, weights: [] } : event);
      meanwhile(event);
      if (event.type === 'state' && until.includes(event.state)) resolve(events);
    });
    session.run();
  });
}

const accidents = {
  destroyed: (device: GPUDevice) => device.destroy(),
  outOfMemory: (device: GPUDevice) =>
    device.dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', { error: new GPUOutOfMemoryError('no room') })),
};

/** A run whose graphics device has an accident after some images. */
async function runWithAccident(settings: TrainingSettings, after: number, accident: keyof typeof accidents) {
  let happened = false;
  const session = new EngineSession('webgpu', settings, { storeOf: () => store, createEngine });
  const events = await record(session, ['finished', 'failed'], (event) => {
    if (event.type !== 'progress' || event.imagesSeen < after || happened) return;
    happened = true;
    void openGpu().then(({ device }) => accidents[accident](device));
  });
  session.dispose();
  return events;
}

/** The engine for a network on a card that binds at most so many bytes at once, and why it is not the one asked for. */
async function createOnSmallCard(specification: NetworkSpecification, bytes: number) {
  const { device } = await openGpu();
  Object.defineProperty(device, 'limits', { configurable: true, value: { maxStorageBufferBindingSize: bytes } });
  try {
    const { engine, because } = await createEngine('webgpu', specification);
    engine.dispose();
    return { name: engine.name, because };
  } finally {
    Reflect.deleteProperty(device, 'limits');
  }
}

/** The engine for a network on a card whose programs have `faulty` where they should have `sound`, chosen by name or by `auto`. */
async function createOnFaultyCard(
  specification: NetworkSpecification,
  choice: EngineChoice,
  [sound, faulty]: readonly [string, string],
) {
  const { createShaderModule } = GPUDevice.prototype;
  let planted = 0;
  GPUDevice.prototype.createShaderModule = function (descriptor) {
    if (descriptor.code.includes(sound)) planted++;
    return createShaderModule.call(this, { ...descriptor, code: descriptor.code.replaceAll(sound, faulty) });
  };
  try {
    const { engine, because } = await createEngine(choice, specification);
    const weights = await engine.readWeights();
    const fresh = await new ReferenceEngine(specification).readWeights();
    const isFresh = weights.every(({ values }, k) => values.every((value, i) => value === fresh[k]!.values[i]));
    const { name, imagesSeen } = engine;
    engine.dispose();
    return { name, because, planted, imagesSeen, isFresh };
  } finally {
    GPUDevice.prototype.createShaderModule = createShaderModule;
  }
}

/** A run in the worker, as a page of the book has it. */
async function runInWorker(engine: EngineName, settings: TrainingSettings) {
  const session = getEngineClient().createSession(engine, settings);
  const started = performance.now();
  const events = await record(session, ['finished', 'failed', 'diverged']);
  session.dispose();
  return { events, milliseconds: performance.now() - started };
}

const bench = {
  compare,
  golden,
  repeat,
  runWithAccident,
  createOnSmallCard,
  createOnFaultyCard,
  runInWorker,
  client: getEngineClient,
};
export type Bench = typeof bench;
(window as unknown as { bench: Bench }).bench = bench;
