import { EngineChooser } from './auto/choose-engine.ts';
import { StoredEngines } from './auto/known-engines.ts';
import type { Engine, EngineChoice, EngineName, EngineRate, NetworkSpecification } from './contract.ts';
import { EngineLostError } from './engine-lost-error.ts';
import { engineWords } from './engine-words.ts';
import { ReferenceEngine } from './reference/reference-engine.ts';
import { whyNoWebGpu } from './webgpu/adapter.ts';

export interface CreatedEngine {
  readonly engine: Engine;
  /** Why it is not the engine that was asked for. */
  readonly because?: string;
  /** What `auto` chose among, the fastest first. */
  readonly timed?: readonly EngineRate[];
}

interface Choice {
  /** In plain words why it cannot compute here; nothing if it can. */
  readonly whyNot: () => Promise<string | undefined>;
  readonly create: (specification: NetworkSpecification) => Promise<Engine>;
}

const MOMENT = 700; // ms

/** Fetches code, a second time if the first fails: a service worker that is taking over breaks what it is asked (Firefox). */
const onceMore = <Module>(load: () => Promise<Module>): Promise<Module> =>
  load().catch(() => new Promise((resolve) => setTimeout(resolve, MOMENT)).then(load));

/** Their code is fetched when the first run can use it. */
const choices: Readonly<Record<Exclude<EngineName, 'reference'>, Choice>> = {
  simd: {
    whyNot: async () => undefined, // it says so itself
    create: async (specification) =>
      (await onceMore(() => import('./simd/simd-engine.ts'))).createSimdEngine(specification),
  },
  webgpu: {
    whyNot: whyNoWebGpu,
    create: async (specification) => {
      const { createWebGpuEngine, onCardLost } = await onceMore(() => import('./webgpu/webgpu-engine.ts'));
      onCardLost(() => chooser.avoid('webgpu'));
      return createWebGpuEngine(specification);
    },
  },
};

const orNothing = async (name: EngineName, specification: NetworkSpecification): Promise<Engine | null> => {
  const { engine, because } = await createNamed(name, specification);
  return because === undefined ? engine : null;
};
const candidates = (['simd', 'reference', 'webgpu'] as const).map((name) => ({
  name,
  create: (specification: NetworkSpecification) => orNothing(name, specification),
}));
const chooser = new EngineChooser(candidates, undefined, new StoredEngines());

/** Makes the engine asked for, or the reference engine and says why. Throws what is wrong with the specification. */
export async function createEngine(choice: EngineChoice, specification: NetworkSpecification): Promise<CreatedEngine> {
  if (choice !== 'auto') return createNamed(choice, specification);
  const { engine, timed } = await chooser.choose(specification);
  return { engine, ...(timed.length > 0 ? { timed } : {}) };
}

async function createNamed(name: EngineName, specification: NetworkSpecification): Promise<CreatedEngine> {
  const reference = new ReferenceEngine(specification);
  if (name === 'reference') return { engine: reference };
  const { whyNot, create } = choices[name];
  const why = await whyNot();
  if (why !== undefined) return { engine: reference, because: why };
  try {
    return { engine: await create(specification) };
  } catch (error) {
    const because =
      error instanceof EngineLostError
        ? error.message
        : `The engine for the ${engineWords(name)} could not be loaded (${error instanceof Error ? error.message : String(error)}).`;
    return { engine: reference, because };
  }
}
