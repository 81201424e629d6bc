import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../../../src/lib/sandbox/judge.ts';
import { builtIns, reachable } from '../../../src/lib/sandbox/runtime/freeze.ts';
import { tensorFlowInNode } from '../../../src/lib/sandbox/tensorflow/in-node.ts';
import { programOf } from '../../content/planted/program.ts';

// Before TensorFlow.js is there.
const language = builtIns();
let tf: typeof import('@tensorflow/tfjs-core') & typeof import('@tensorflow/tfjs-layers');
beforeAll(async () => {
  tf = (await tensorFlowInNode()) as typeof tf;
});

type Tensor = import('@tensorflow/tfjs-core').Tensor;

const planted = (): unknown => () => true;

/** Tries to put something else in a place, in each way there is. Whether it took, and the place as it was again. */
function takes(owner: object, key: string | symbol): boolean {
  const before = Object.getOwnPropertyDescriptor(owner, key);
  const attempts = [
    () => Reflect.set(owner, key, planted),
    () => Reflect.defineProperty(owner, key, { value: planted, configurable: true, writable: true }),
    () => Reflect.deleteProperty(owner, key),
  ];
  for (const attempt of attempts) {
    try {
      attempt();
    } catch {
      // Refused aloud.
    }
    const after = Object.getOwnPropertyDescriptor(owner, key);
    if (Object.is(after?.value, before?.value) && after?.get === before?.get) continue;
    if (before) Object.defineProperty(owner, key, before);
    else Reflect.deleteProperty(owner, key);
    return true;
  }
  return false;
}

/** What a reader gets hold of by calling what `tf` has. */
const things = (): Record<string, object> => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });
  model.compile({ optimizer: tf.train.momentum(0.1, 0.9), loss: tf.losses.softmaxCrossEntropy });
  return {
    tensor: tf.tensor([1]),
    variable: tf.variable(tf.tensor([1])),
    model,
    layer: model.layers[0]!,
    optimizer: tf.train.adam(0.1),
  };
};

describe('freezeTensorFlow', () => {
  it('leaves nothing that tf leads to, and no prototype of what it makes, for a reader to replace', () => {
    const { ENV } = tf;
    const engine = tf.engine();
    const loose = new Set<unknown>([globalThis, engine, ENV, ENV.platform, tf.backend(), ...language]);
    const { classNameMap } = tf.serialization.SerializationMap.getMap();
    loose.add(classNameMap);
    const prototypes = [engine, ENV, ENV.platform, tf.backend(), ...Object.values(things())].map((value) =>
      Object.getPrototypeOf(value),
    );
    const walked = [...reachable([tf, ...prototypes], loose)];
    expect(walked.length).toBeGreaterThan(2000);
    const took: string[] = [];
    for (const value of walked) {
      if (ArrayBuffer.isView(value)) continue;
      for (const key of [...Reflect.ownKeys(value), 'planted', 'call', 'then', 'toString', Symbol.hasInstance])
        if (takes(value, key))
          took.push(`${(value as { name?: string }).name ?? value.constructor?.name}.${String(key)}`);
    }
    // What classes count by, and nothing else.
    expect(took.filter((name) => !/^\w+\.next\w+Id$/.test(name))).toEqual([]);
  });

  it('keeps the methods of the engine, the environment and the backend, by which all is computed and read', () => {
    for (const owner of [tf.engine(), tf.ENV, tf.ENV.platform, tf.backend()] as object[]) {
      const methods: string[] = [];
      for (let from = owner; from !== Object.prototype; from = Object.getPrototypeOf(from) as object)
        for (const key of Object.getOwnPropertyNames(from)) {
          const { get, value } = Object.getOwnPropertyDescriptor(from, key)!;
          if (key !== 'constructor' && (get !== undefined || typeof value === 'function')) methods.push(key);
        }
      expect(methods.length).toBeGreaterThan(1);
      expect(methods.filter((key) => takes(owner, key))).toEqual([]);
    }
  });

  it('computes with no backend, kernel or gradient of the reader', async () => {
    const kernel = { kernelName: 'BatchMatMul', backendName: 'wasm', kernelFunc: () => [] };
    expect(() => tf.registerKernel(kernel)).toThrow('cannot be changed here');
    expect(() => tf.unregisterKernel('BatchMatMul', 'wasm')).toThrow('cannot be changed here');
    expect(() => tf.registerGradient({ kernelName: 'Relu', gradFunc: () => ({}) })).toThrow('cannot be changed here');
    expect(Object.isFrozen(tf.getKernel('BatchMatMul', 'wasm'))).toBe(true);
    expect(Object.isFrozen(tf.getGradient('Relu'))).toBe(true);
    const own = { read: () => 1 } as unknown as ReturnType<typeof tf.backend>;
    expect(() => tf.registerBackend('own', () => own)).toThrow(TypeError);
    const engine = tf.engine();
    expect(() => (engine.registry['wasm'] = own)).toThrow(TypeError);
    expect(() => Object.assign(engine, { backendInstance: own })).toThrow('cannot be changed here');
    expect(() => Object.assign(engine, { profiler: { profileKernel: () => ({ outputs: [] }) } })).toThrow();
    expect(await tf.setBackend('wasm')).toBe(true);
    expect(await tf.matMul(tf.ones([1, 2]), tf.ones([2, 1])).data()).toEqual(Float32Array.of(2));
  });

  it('counts tensors out of reach: each until it is let go, whatever is done to the engine', async () => {
    const there = (): number => tf.memory().numTensors;
    const before = there();
    const left = [tf.ones([2]), tf.ones([3]), tf.ones([4])];
    const shared = tf.reshape(left[0]!, [1, 2]);
    tf.tidy(() => void tf.square(shared));
    expect(there() - before).toBe(4);
    const engine = tf.engine() as unknown as {
      state: { numTensors: number; tensorInfo: WeakMap<object, object> };
      disposeTensor(tensor: object): void;
    };
    engine.state.numTensors = 0;
    // A stand-in for one of them; one that is no longer known; one that says it is another.
    engine.disposeTensor({ dataId: left[1]!.dataId, dtype: 'float32', size: 3 });
    engine.state.tensorInfo.delete(left[2]!.dataId);
    left[2]!.dispose();
    expect(there() - before).toBe(4);
    const other = tf.ones([5]);
    Object.defineProperty(left[0], 'dataId', { value: other.dataId });
    left[0]!.dispose();
    expect(await other.data()).toEqual(new Float32Array(5).fill(1));
    expect(await shared.data()).toEqual(new Float32Array(2).fill(1));
    other.dispose();
    shared.dispose();
    shared.dispose();
    expect(there() - before).toBe(2);
  });

  it('lets models be made, trained and taken away as ever, and layers be added', async () => {
    const { model } = things() as { model: ReturnType<typeof tf.sequential> };
    const x = tf.ones([4, 3]);
    const y = tf.tensor([
      [1, 0],
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
    const { history } = await model.fit(x, y, { epochs: 3, verbose: 0 });
    expect(history['loss']![2]).toBeLessThan(history['loss']![0] as number);
    class Doubling extends tf.layers.Layer {
      static className = 'Doubling';
      override computeOutputShape(shape: number[]): number[] {
        return shape;
      }
      override call(input: Tensor | Tensor[]): Tensor {
        return tf.mul(Array.isArray(input) ? input[0]! : input, 2);
      }
    }
    tf.serialization.registerClass(Doubling as never);
    const doubled = new Doubling().apply(tf.ones([1, 2])) as Tensor;
    expect(await doubled.data()).toEqual(Float32Array.of(2, 2));
  });
});

const chapters = new URL('../../../src/content/chapters/', import.meta.url).pathname;
const suites = new URL('../../content/solutions/', import.meta.url).pathname;
const source = (...path: string[]): string => readFileSync(path.join('/'), 'utf8');

/** As much of it as a reader can bend; each attempt is refused, quietly or aloud. */
const BENDS = `
const always = (value) => new Proxy(function () {}, { apply: () => value, construct: () => value });
const attempt = (bend) => { try { bend(); } catch {} };
for (const name of ['data', 'dataSync', 'array', 'arraySync', 'dispose']) {
  attempt(() => { tf.Tensor.prototype[name] = async () => new Float32Array(10); });
  attempt(() => { tf.Variable.prototype[name] = async () => new Float32Array(10); });
}
for (const name of ['read', 'readSync', 'runKernel', 'runKernelFunc', 'gradients', 'tidy', 'makeTensor', 'memory', 'backend'])
  attempt(() => Object.defineProperty(tf.engine(), name, { value: always(new Float32Array(10)) }));
for (const name of ['read', 'readSync', 'write']) attempt(() => { tf.backend()[name] = always(new Float32Array(10)); });
for (const of of [tf.LayersModel.prototype, tf.Sequential.prototype, tf.losses, tf.train, tf.layers, tf.initializers])
  for (const name of Object.getOwnPropertyNames(of)) if (name !== 'constructor') attempt(() => { of[name] = always({}); });
for (const name of Object.keys(tf)) attempt(() => { tf[name] = always({}); });
attempt(() => { globalThis._tfengine = { read: always(new Float32Array(10)) }; });
attempt(() => tf.unregisterKernel('BatchMatMul', 'wasm'));
attempt(() => {
  const { state } = tf.engine();
  for (const name of ['numTensors', 'numBytes', 'numDataBuffers'])
    Object.defineProperty(state, name, { get: () => 5, set() {}, configurable: true });
  tf.engine().memory = tf.memory = () => ({ numTensors: 5 });
});
`;

it.each([
  ['12-the-same-network-in-tensorflow-js/build', 'wrong.no-momentum.ts'],
  ['12-the-same-network-in-tensorflow-js/gradients', 'wrong.sign-of-gradient.ts'],
  ['12-the-same-network-in-tensorflow-js/train-epoch', 'wrong.leaks-tensors.ts'],
  ['13-past-99-percent/network', 'wrong.wrong-loss.ts'],
])('whatever an answer to %s does to TensorFlow.js beforehand, it is judged as without', async (exercise, file) => {
  const code = source(suites, exercise, file);
  const check = source(chapters, exercise, 'check.ts');
  const bent = await judge(`${code}\n${BENDS}`, check, 1);
  expect(bent).toMatchObject({ outcome: 'done', verdict: { passed: false, mistake: file.split('.')[1] } });
  const solution = programOf(source(chapters, exercise, 'solution.ts')).source;
  const right = await judge(`${solution}\n${BENDS}`, check, 1);
  expect(right).toMatchObject({ outcome: 'done', verdict: { passed: true } });
});
