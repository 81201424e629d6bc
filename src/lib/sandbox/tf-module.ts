// As `lab`: a module with an address, made of what only the runtime has, handed over by a global that is there only
// while the runtime imports it.
const HANDOVER = 'delta-to-depth:tf';

/** What `import * as tf from 'tf'` becomes an import of, as its default export. */
export const TF_URL = `data:text/javascript;charset=utf-8;file=tf,${encodeURIComponent(`export default globalThis[Symbol.for("${HANDOVER}")];\n//# sourceURL=tf`)}`;

/** Makes `tf` importable by `TF_URL`. The first one stays: modules are read once. */
export async function provideTensorFlow(tf: object): Promise<void> {
  const key = Symbol.for(HANDOVER);
  Object.defineProperty(globalThis, key, { value: tf, configurable: true });
  try {
    await import(/* @vite-ignore */ TF_URL);
  } finally {
    Reflect.deleteProperty(globalThis, key);
  }
}
