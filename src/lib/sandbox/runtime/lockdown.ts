import { freezeReachable } from './freeze.ts';

/** Globals of a worker that readers' code keeps. Everything else goes: new browser features too. */
const KEPT = new Set(
  `Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp Error
  AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError globalThis JSON Math Intl
  ArrayBuffer Atomics Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float16Array Float32Array Float64Array
  Uint8ClampedArray BigUint64Array BigInt64Array DataView Map BigInt Set Iterator WeakMap WeakSet WeakRef Proxy Reflect
  FinalizationRegistry DisposableStack AsyncDisposableStack Temporal decodeURI decodeURIComponent encodeURI encodeURIComponent
  escape unescape eval isFinite isNaN WebAssembly self console setTimeout setInterval clearTimeout clearInterval queueMicrotask
  structuredClone performance TextEncoder TextDecoder atob btoa crypto AbortController AbortSignal Event EventTarget
  DOMException URL URLSearchParams ReadableStream WritableStream TransformStream CompressionStream DecompressionStream
  MessageChannel MessagePort MessageEvent
  _tfengine`.split(/\s+/), // the last one is what tensors of TensorFlow.js are read through
);

/** What readers may well try, and why it is not there. */
const EXPLAINED: Readonly<Record<string, string>> = {
  fetch: 'runs without a network',
  XMLHttpRequest: 'runs without a network',
  WebSocket: 'runs without a network',
  EventSource: 'runs without a network',
  importScripts: "can import only 'lab' and 'tf'",
  Worker: 'runs in one worker only',
  BroadcastChannel: 'runs apart from everything else',
  postMessage: 'runs apart from the page',
  close: 'ends by itself',
};

/** What the reader may change: their own console. */
const LOOSE: readonly string[] = ['console'];
/** Not walked: `freezeTensorFlow` has frozen of it what does not have to change. */
const FROZEN_BEFORE: readonly string[] = ['_tfengine'];

type Globals = Record<string, unknown>;

function removeGlobals(globals: Globals): void {
  for (
    let owner: object | null = globals;
    owner && owner !== Object.prototype;
    owner = Object.getPrototypeOf(owner) as object | null
  ) {
    if (owner === EventTarget.prototype) continue;
    for (const name of Object.getOwnPropertyNames(owner)) {
      if (KEPT.has(name) || name === 'constructor') continue;
      if (!Reflect.deleteProperty(owner, name)) tryToHide(owner, name);
    }
  }
  // Other objects listen by these still; the worker itself has nothing to tell.
  for (const name of Object.getOwnPropertyNames(EventTarget.prototype))
    if (name !== 'constructor') globals[name] = undefined;
  for (const [name, reason] of Object.entries(EXPLAINED)) {
    const refuse = function (): never {
      throw new Error(`${name} does not work here: your code ${reason}.`);
    };
    Object.defineProperty(globals, name, { value: refuse, writable: true, configurable: true });
  }
}

function tryToHide(owner: object, name: string): void {
  try {
    Object.defineProperty(owner, name, { value: undefined });
  } catch {
    // It cannot be taken away; the frame's policy holds all the same.
  }
}

/**
 * Whatever the runtime, `lab` or a check may use after the reader's code has begun stays what it is: all globals that
 * are left, and all that they lead to. Nothing is captured one by one, so nothing can be forgotten.
 */
function freezeBuiltIns(globals: Globals, more: readonly unknown[]): void {
  Error.stackTraceLimit = 50;
  // The trace's format is how lines are found.
  Object.defineProperty(Error, 'prepareStackTrace', { value: undefined, writable: false, configurable: false });
  const names = [...KEPT].filter((name) => name in globals && !LOOSE.includes(name));
  freezeReachable(
    [...names.map((name) => globals[name]), Object.getPrototypeOf(globals), ...more],
    new Set<unknown>([globals, ...[...LOOSE, ...FROZEN_BEFORE].map((name) => globals[name])]),
  );
  for (const name of names)
    Object.defineProperty(globals, name, { value: globals[name], writable: false, configurable: false });
}

/**
 * Makes the worker a quiet room before any code of the reader's runs: no network, no messages of its own, and
 * built-in objects, with those of `more`, that cannot be bent to fool a check. Against the network the wall is the
 * frame's policy; this is the second one, with better words.
 */
export function lockDown(more: readonly unknown[]): void {
  const globals = globalThis as unknown as Globals;
  // Reached by an error that it names, though its own name goes.
  const beyond = globals['InternalError'];
  removeGlobals(globals);
  freezeBuiltIns(globals, [beyond, ...more]);
}
