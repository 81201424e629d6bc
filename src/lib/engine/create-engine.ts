import { EngineChooser, shapeOf } from './auto/choose-engine.ts';
import { StoredEngines } from './auto/known-engines.ts';
import { agree } from './auto/probe.ts';
import { validateSpecification } from '../nn/validate-specification.ts';
import type { Engine, EngineChoice, EngineRate, NetworkSpecification } from './contract.ts';
import { EngineLostError } from './engine-lost-error.ts';
import { engineWords } from './engine-words.ts';
import { ReferenceEngine } from './reference/reference-engine.ts';
import { loadKernels, type SimdArithmetic } from './simd/load-kernels.ts';
import { whyNoWebGpu } from './webgpu/adapter.ts';

export interface CreatedEngine {
  readonly engine: Engine;
  /** Why it is not the engine that was asked for. */
  readonly because?: string;
  /** What `auto` chose among, the fastest first. */
  readonly timed?: readonly EngineRate[];
}

type Name = Exclude<EngineChoice, 'auto' | 'reference'>;
interface Choice {
  /** In plain words why it cannot compute here; nothing if it can. */
  readonly whyNot: () => Promise<string | undefined>;
  readonly create: (specification: NetworkSpecification) => Promise<Engine>;
}

const MOMENT = 700; // ms

/** Fetches code, a second time if the first fails: a service worker that is taking over breaks what it is asked (Firefox). */
const onceMore = <Module>(load: () => Promise<Module>): Promise<Module> =>
  load().catch(() => new Promise((resolve) => setTimeout(resolve, MOMENT)).then(load));

const simd = (arithmetic?: SimdArithmetic): Choice => ({
  whyNot: async () => undefined, // it says so itself
  create: async (specification) =>
    (await onceMore(() => import('./simd/simd-engine.ts'))).createSimdEngine(specification, arithmetic),
});

/** Their code is fetched when the first run can use it. */
const choices: Readonly<Record<Name, Choice>> = {
  simd: simd(),
  'simd-plain': simd('simd-plain'),
  'simd-fused': simd('simd-fused'),
  webgpu: {
    whyNot: whyNoWebGpu,
    create: async (specification) => {
      const { createWebGpuEngine, onCardLost } = await onceMore(() => import('./webgpu/webgpu-engine.ts'));
      onCardLost(() => chooser.avoid('webgpu'));
      return createWebGpuEngine(specification);
    },
  },
};

/** Fetches and compiles the code of the engine that most runs take. */
export async function fetchEngines(): Promise<void> {
  await Promise.all([loadKernels(), import('./simd/simd-engine.ts')]);
}

const candidates = (['simd', 'reference', 'webgpu'] as const).map((name) => ({
  name,
  create: async (specification: NetworkSpecification): Promise<Engine | null> =>
    (await attempt(name, specification)).engine ?? null,
}));
const chooser = new EngineChooser(candidates, undefined, new StoredEngines());

/** Whether more is asked for than an engine: where it cannot round so, it may round otherwise. */
const roundsAsAsked = (choice: EngineChoice): boolean => choice === 'simd-plain' || choice === 'simd-fused';

/** Makes the engine asked for, or another one and says why: for an arithmetic the same engine with another one, else the reference engine. Throws what is wrong with the specification, before any engine is made. */
export async function createEngine(choice: EngineChoice, specification: NetworkSpecification): Promise<CreatedEngine> {
  validateSpecification(specification);
  if (choice === 'auto') {
    const { engine, timed } = await chooser.choose(specification);
    return { engine, ...(timed.length > 0 ? { timed } : {}) };
  }
  const made = await attempt(choice, specification);
  if (!made.engine) {
    const { engine = new ReferenceEngine(specification) } = roundsAsAsked(choice)
      ? await attempt('simd', specification)
      : {};
    return { ...made, engine };
  }
  return choice === 'webgpu' ? trusted(made.engine, specification) : { engine: made.engine };
}

/** Shapes of networks that the card was seen to compute as the processor does. */
const agreed = new Set<string>();

/** The card's engine, if over two batches it computes what the processor does; else the processor's, which says so. */
async function trusted(card: Engine, specification: NetworkSpecification): Promise<CreatedEngine> {
  const shape = shapeOf(specification);
  if (agreed.has(shape)) return { engine: card };
  const { engine: processor = new ReferenceEngine(specification) } = await attempt('simd', specification);
  let because =
    'Your graphics card and the processor do not learn the same from the same images. So the card is not used here.';
  try {
    if (await agree(card, processor)) {
      agreed.add(shape);
      processor.dispose();
      return { engine: card };
    }
    chooser.avoid('webgpu');
  } catch (error) {
    if (!(error instanceof EngineLostError)) throw error;
    because = error.message;
  }
  card.dispose();
  return { engine: processor, because };
}

/** The engine of this name, or in plain words why it cannot compute here. */
async function attempt(
  name: Exclude<EngineChoice, 'auto'>,
  specification: NetworkSpecification,
): Promise<{ readonly engine: Engine } | { readonly engine?: undefined; readonly because: string }> {
  if (name === 'reference') return { engine: new ReferenceEngine(specification) };
  const { whyNot, create } = choices[name];
  const because = await whyNot();
  if (because !== undefined) return { because };
  try {
    return { engine: await create(specification) };
  } catch (error) {
    if (error instanceof EngineLostError) return { because: error.message };
    const why = error instanceof Error ? error.message : String(error);
    return { because: `The engine for the ${engineWords(name)} could not be loaded (${why}).` };
  }
}
