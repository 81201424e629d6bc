import { builtIns, freezeSoftly, reachable } from './freeze.ts';

type Fields = Record<string, unknown>;
interface Factory {
  readonly factory: () => object | Promise<object>;
  readonly priority: number;
}
/** What has to change while TensorFlow.js works, and what its functions find it by. */
interface Engine extends Fields {
  registry: Record<string, object>;
  registryFactory: Record<string, Factory>;
  backendInstance: object | null;
  profiler: object;
  readonly ENV: Fields & { readonly platform: object };
  readonly state: { readonly tensorInfo: ReadonlyMap<object, object> };
  trackTensor(tensor: Tensor, backend: object): void;
  disposeTensor(tensor: Tensor): void;
  memory(): Fields;
}
interface Tensor {
  readonly dataId: object;
  readonly dtype: string;
  readonly size: number;
}
interface TensorFlow {
  engine(): Engine;
  readonly serialization: { readonly SerializationMap: { getMap(): { readonly classNameMap: object } } };
}
interface Globals {
  readonly _tfGlobals?: ReadonlyMap<string, Map<string, object>>;
}

const refuse = (what: string) => (): never => {
  throw new Error(`tf: ${what} cannot be changed here.`);
};

const fixed = (value: unknown): PropertyDescriptor => ({
  value,
  writable: false,
  enumerable: false,
  configurable: false,
});

/** All that `instance` inherits becomes its own, and stays: nothing can be put before it. Its fields can change still. */
function keepMethods(instance: object): void {
  for (
    let from = Object.getPrototypeOf(instance) as object | null;
    from && from !== Object.prototype;
    from = Object.getPrototypeOf(from) as object | null
  )
    for (const key of Reflect.ownKeys(from)) {
      if (key === 'constructor' || Object.hasOwn(instance, key)) continue;
      const found = Object.getOwnPropertyDescriptor(from, key)!;
      Object.defineProperty(
        instance,
        key,
        'value' in found ? fixed(found.value) : { ...found, enumerable: false, configurable: false },
      );
    }
  // Those that were put there when it was set up.
  for (const [key, value] of Object.entries(instance))
    if (typeof value === 'function') Object.defineProperty(instance, key, fixed(value));
}

const isPrototype = (value: object): boolean => {
  const { value: maker } = Object.getOwnPropertyDescriptor(value, 'constructor') ?? {};
  return typeof maker === 'function' && (maker as { prototype?: unknown }).prototype === value;
};

/**
 * As `Object.freeze`, but for what classes count by, such as `Engine.nextTensorId`; and what inherits from a prototype
 * may have methods of its own, as some callbacks of TensorFlow.js do.
 */
function freeze(value: object): void {
  if (ArrayBuffer.isView(value)) return;
  if (isPrototype(value)) return freezeSoftly(value);
  if (typeof value !== 'function') return void Object.freeze(value);
  for (const key of Reflect.ownKeys(value)) {
    const descriptor = Object.getOwnPropertyDescriptor(value, key)!;
    const counts = typeof descriptor.value === 'number' && descriptor.writable === true;
    const stays = 'value' in descriptor && !counts ? { writable: false, configurable: false } : { configurable: false };
    Object.defineProperty(value, key, stays);
  }
  Object.preventExtensions(value);
}

/** No kernel and no gradient can be registered, taken away or changed any more. */
function sealKernels({ _tfGlobals }: Globals): void {
  for (const name of ['kernelRegistry', 'gradRegistry']) {
    const registry = _tfGlobals!.get(name)!;
    for (const entry of registry.values()) Object.freeze(entry);
    for (const key of ['set', 'delete', 'clear']) Object.defineProperty(registry, key, fixed(refuse('a kernel')));
  }
}

/** Only backends that TensorFlow.js itself makes can compute, whichever of them is chosen. */
function sealBackends(engine: Engine): readonly object[] {
  const made = new WeakSet<object>();
  const known = (backend: object): object => {
    keepMethods(backend);
    made.add(backend);
    return backend;
  };
  const isKnown = (value: unknown): boolean => value === null || value === undefined || made.has(value as object);
  const present = Object.values(engine.registry).map(known);
  for (const entry of Object.values(engine.registryFactory)) {
    const { factory } = entry;
    const watched = (): object | Promise<object> => {
      const backend = factory();
      return backend instanceof Promise ? backend.then(known) : known(backend);
    };
    Object.defineProperty(entry, 'factory', fixed(watched));
    Object.freeze(entry);
  }
  const registry = new Proxy(engine.registry, {
    set: (backends, name, value) => isKnown(value) && Reflect.set(backends, name, value),
    defineProperty: (backends, name, descriptor) =>
      'value' in descriptor && isKnown(descriptor.value) && Reflect.defineProperty(backends, name, descriptor),
  });
  let { backendInstance, profiler } = engine;
  const profilers = Object.getPrototypeOf(profiler) as object;
  Object.defineProperties(engine, {
    registry: fixed(registry),
    registryFactory: fixed(Object.freeze(engine.registryFactory)),
    backendInstance: {
      get: () => backendInstance,
      set: (value: object | null) => void (isKnown(value) ? (backendInstance = value) : refuse('the backend')()),
      configurable: false,
    },
    profiler: {
      get: () => profiler,
      set(value: object) {
        if (Object.getPrototypeOf(value) !== profilers) refuse('the profiler')();
        keepMethods((profiler = value));
      },
      configurable: false,
    },
  });
  keepMethods(profiler);
  return [...present, profiler];
}

/**
 * How many tensors there are is counted here, out of reach, and `tf.memory()` tells it: the engine's own count is a
 * field like others. A tensor counts until its own data are let go, whatever it says by then that it is.
 */
function countTensors(engine: Engine): void {
  const { trackTensor, disposeTensor, memory } = engine;
  const { apply } = Reflect;
  const { tensorInfo } = engine.state;
  const known = new WeakMap<Tensor, Tensor>();
  let count = 0;
  Object.defineProperties(engine, {
    trackTensor: fixed((tensor: Tensor, backend: object): void => {
      const { dataId, dtype, size } = tensor;
      apply(trackTensor, engine, [tensor, backend]);
      if (known.has(tensor)) return;
      known.set(tensor, { dataId, dtype, size });
      count++;
    }),
    disposeTensor: fixed((tensor: Tensor): void => {
      const own = known.get(tensor);
      const isThere = own !== undefined && tensorInfo.has(own.dataId);
      apply(disposeTensor, engine, [own ?? tensor]);
      if (!isThere) return;
      known.delete(tensor);
      count--;
    }),
    memory: fixed((): Fields => ({ ...(apply(memory, engine, []) as Fields), numTensors: count })),
  });
}

/**
 * Whatever of TensorFlow.js a check may use stays what it is: all that `tf` leads to, the methods of its engine,
 * environment and backends, the kernels and their gradients. What a tensor, a model or the engine holds can change
 * still: that is what they are for. Call it once, when a backend is chosen.
 */
export function freezeTensorFlow(tf: object): void {
  const { engine: engineOf, serialization } = tf as TensorFlow;
  const engine = engineOf();
  const globals = globalThis as unknown as Globals;
  const language = builtIns();
  sealKernels(globals);
  // Tensors are read through it.
  Object.defineProperty(globals, '_tfengine', fixed(engine));
  const { ENV } = engine;
  const loose = [engine, ENV, ENV.platform, ...sealBackends(engine)];
  const { classNameMap } = serialization.SerializationMap.getMap();
  // Readers may add layers of their own; those that are there keep their names.
  for (const name of Object.keys(classNameMap))
    Object.defineProperty(classNameMap, name, { writable: false, configurable: false });
  countTensors(engine);
  for (const value of [engine, ENV, ENV.platform]) keepMethods(value);
  Object.defineProperty(ENV, 'platform', fixed(ENV.platform));
  for (const name of ['state', 'ENV']) Object.defineProperty(engine, name, fixed(engine[name]));
  Object.defineProperty(engine.state, 'tensorInfo', fixed(engine.state.tensorInfo));
  const spared = new Set<unknown>([globalThis, ...loose, classNameMap, ...language]);
  const roots = [tf, ...Object.values(classNameMap), ...loose.map((value) => Object.getPrototypeOf(value) as object)];
  for (const value of reachable(roots, spared)) freeze(value);
}
