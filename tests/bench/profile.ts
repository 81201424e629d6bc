import { Session, type Profiler } from 'node:inspector/promises';
import path from 'node:path';
import { loadKernels } from '../../src/lib/engine/simd/load-kernels.ts';

/** The share of the time that is spent in one function itself, not in those it calls. */
export interface TimeIn {
  /** `kernel denseForward`, `first-layer.ts forward` or `(garbage collector)`. */
  readonly name: string;
  readonly share: number;
}

const MICROSECONDS_A_SAMPLE = 200;
const IDLE = new Set(['(root)', '(program)', '(idle)']);

/** The kernels that JavaScript calls, by their number in the module. */
async function kernelNames(): Promise<ReadonlyMap<string, string>> {
  const module = await loadKernels();
  if (!module) return new Map();
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  return new Map(
    Object.entries(exports).flatMap(([name, value]) =>
      typeof value === 'function' ? [[`wasm-function[${value.name}]`, name] as const] : [],
    ),
  );
}

/** The name of each node of the profile's tree; what a kernel calls within the module counts as the kernel. */
function namesOf(nodes: readonly Profiler.ProfileNode[], kernels: ReadonlyMap<string, string>): Map<number, string> {
  const names = new Map<number, string>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const visit = (
    { id, callFrame: { functionName, url }, children = [] }: Profiler.ProfileNode,
    above: string,
  ): void => {
    const kernel = kernels.get(functionName);
    const name = url.startsWith('wasm:')
      ? kernel
        ? `kernel ${kernel}`
        : above
      : `${url ? path.basename(url) : ''} ${functionName || '(without name)'}`.trim();
    names.set(id, name);
    for (const child of children) visit(byId.get(child)!, name);
  };
  visit(nodes[0]!, '');
  return names;
}

/** Where the time of `work` goes, by kernel and by TypeScript function, the longest first. */
export async function timeIn(work: () => Promise<unknown>): Promise<readonly TimeIn[]> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: MICROSECONDS_A_SAMPLE });
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const names = namesOf(profile.nodes, await kernelNames());
  const hits = new Map<string, number>();
  for (const { id, hitCount = 0 } of profile.nodes) {
    const name = names.get(id)!;
    if (hitCount > 0 && !IDLE.has(name)) hits.set(name, (hits.get(name) ?? 0) + hitCount);
  }
  const all = [...hits.values()].reduce((sum, count) => sum + count, 0);
  return [...hits].map(([name, count]) => ({ name, share: count / all })).sort((a, b) => b.share - a.share);
}
