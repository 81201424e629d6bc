type Key = string | symbol;

interface IteratorHelpers {
  from(iterator: object): object;
  readonly prototype: { map?(step: () => void): object };
}

/** Built-in objects that no name leads to, by one of each kind. */
function nameless(): readonly object[] {
  const nothing = (): void => undefined;
  const generator = function* (): Iterable<unknown> {
    yield undefined;
  };
  const asyncGenerator = async function* (): AsyncIterable<unknown> {
    yield undefined;
  };
  const iterators = [
    [][Symbol.iterator](),
    new Map().keys(),
    new Set().keys(),
    ''[Symbol.iterator](),
    ''.matchAll(/x/g),
  ];
  // Not every browser has these.
  const { Iterator, Intl } = globalThis as unknown as { Iterator?: IteratorHelpers; Intl?: typeof globalThis.Intl };
  const helpers = Iterator
    ? [Iterator.from({ next: nothing }), Iterator.prototype.map?.call(generator(), nothing) ?? {}]
    : [];
  const segments = Intl?.Segmenter ? [new Intl.Segmenter().segment('a')] : [];
  return [
    async () => undefined,
    new Error(), // its stack may be computed by functions of its own
    generator,
    generator(),
    asyncGenerator,
    asyncGenerator(),
    ...iterators,
    ...helpers,
    ...segments,
    ...segments.map((some) => some[Symbol.iterator]()),
  ];
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/**
 * Objects that inherit from a frozen one cannot be given a property of the same name by `=`. Where that is common,
 * `error.name = …` or `object.toString = …`, the properties become pairs of functions that let it through.
 */
export function freezeSoftly(prototype: object): void {
  for (const key of Reflect.ownKeys(prototype)) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, key)!;
    if (!('value' in descriptor) || !descriptor.configurable) continue;
    const value: unknown = descriptor.value;
    const pair = {
      get: () => value,
      set(this: unknown, own: unknown): void {
        if (this === prototype || !isObject(this)) throw new TypeError(`${String(key)} is read-only here.`);
        Object.defineProperty(this, key, { value: own, writable: true, enumerable: true, configurable: true });
      },
    };
    Object.freeze(pair.get);
    Object.freeze(pair.set);
    Object.defineProperty(prototype, key, pair);
  }
  Object.freeze(prototype);
}

const inheritsSoftly = (value: object): boolean =>
  value === Object.prototype || value === Error.prototype || Object.getPrototypeOf(value) === Error.prototype;

/** How many lines a trace has is a matter of taste, and the console's own need. */
function freezeError(): void {
  for (const key of Reflect.ownKeys(Error))
    if (key !== 'stackTraceLimit') Reflect.defineProperty(Error, key, { writable: false, configurable: false });
  const value: unknown = Error.stackTraceLimit;
  Object.defineProperty(Error, 'stackTraceLimit', { value, writable: true, configurable: false });
  Object.preventExtensions(Error);
}

/** What lies one step from `value`: its prototype, and what its properties hold or are computed by. */
function* neighbours(value: object): Iterable<unknown> {
  yield Object.getPrototypeOf(value);
  for (const key of Reflect.ownKeys(value) as readonly Key[]) {
    const descriptor = Object.getOwnPropertyDescriptor(value, key)!;
    yield descriptor.value;
    yield descriptor.get;
    yield descriptor.set;
  }
}

/** All objects that a walk from `roots` over properties and prototypes finds, but for `spared` and what only they lead to. */
export function reachable(roots: readonly unknown[], spared: { has(value: unknown): boolean }): ReadonlySet<object> {
  const found = new Set<object>();
  const waiting: unknown[] = [...roots];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (!isObject(value) || found.has(value) || spared.has(value)) continue;
    found.add(value);
    // The numbers of a typed array lead nowhere, and there may be millions.
    if (ArrayBuffer.isView(value)) waiting.push(Object.getPrototypeOf(value));
    else waiting.push(...neighbours(value));
  }
  return found;
}

/** Freezes `roots`, the language's nameless objects, and all that is reachable from them, but for `spared`. */
export function freezeReachable(roots: readonly unknown[], spared: ReadonlySet<unknown>): void {
  for (const value of reachable([...roots, ...nameless()], spared)) {
    if (value === Error) freezeError();
    else if (inheritsSoftly(value)) freezeSoftly(value);
    else if (!ArrayBuffer.isView(value)) Object.freeze(value);
  }
}

/** What the language brings along, whether or not a name leads to it. */
export function builtIns(): ReadonlySet<object> {
  const globals = globalThis as unknown as Readonly<Record<string, unknown>>;
  const names = Object.getOwnPropertyNames(globals).filter((name) => /^[A-Z]/.test(name));
  return reachable([...names.map((name) => globals[name]), ...nameless()], new Set<unknown>([globals]));
}
