import { freezeTensorFlow } from './freeze-tensorflow.ts';
import { moduleUrl } from '../module-url.ts';
import type { TensorFlowFiles } from '../protocol.ts';
import { provideTensorFlow } from '../tf-module.ts';

/** What `tensorflow/module.ts` exports. */
interface TensorFlowModule {
  readonly tf: object;
  chooseBackend(wasm: ArrayBuffer | null): Promise<string>;
}

export interface StartedTensorFlow {
  readonly tf: object;
  readonly says: string;
}

/**
 * Makes `tf` importable, frozen before readers' code can change what it is made of. `says`: where it computes, and
 * how long this took: each run has a worker of its own, and starts it anew.
 */
export async function startTensorFlow({ text, wasm }: TensorFlowFiles, now: () => number): Promise<StartedTensorFlow> {
  const start = now();
  const { tf, chooseBackend } = (await import(/* @vite-ignore */ moduleUrl(text, 'tensorflow.js'))) as TensorFlowModule;
  const where = await chooseBackend(wasm);
  freezeTensorFlow(tf);
  await provideTensorFlow(tf);
  return { tf, says: `${where} This run started it afresh, in ${((now() - start) / 1000).toFixed(1)} s.` };
}
