import { labNames, type Lab } from './lab-names.ts';

// The `lab` module must be importable by address, yet made of functions that only the runtime has. So its text
// takes them from a global that is there only while the runtime imports it, before any code of the reader's.
const HANDOVER = 'delta-to-depth:lab';

/** What `import … from 'lab'` becomes. */
export const LAB_URL = `data:text/javascript;charset=utf-8;file=lab,${encodeURIComponent(
  `export const { ${labNames.join(', ')} } = globalThis[Symbol.for("${HANDOVER}")];\n//# sourceURL=lab`,
)}`;

/** Makes `lab` importable by `LAB_URL`. The first one stays: modules are read once. */
export async function provideLab(lab: Lab): Promise<void> {
  const key = Symbol.for(HANDOVER);
  Object.defineProperty(globalThis, key, { value: lab, configurable: true });
  try {
    await import(/* @vite-ignore */ LAB_URL);
  } finally {
    Reflect.deleteProperty(globalThis, key);
  }
}
