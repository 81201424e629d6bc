import type { CheckTools } from './check-contract.ts';
import { compile } from './compile.ts';
import type { ExecutionEnd } from './contract.ts';
import { createLab, type LabHost } from './lab.ts';
import { provideLab } from './lab-module.ts';
import { CHECK_FILE, moduleUrl, READER_FILE } from './module-url.ts';
import { provideTensorFlow } from './tf-module.ts';
import { lineOf, toReaderMessage } from './runtime/stack.ts';
import { judgeExports } from './verdict.ts';

let runs = 0;
/** The same sources come again with every seed, and compiling is the slow part. */
const compiledOnce = new Map<string, ReturnType<typeof compile>>();

function compileOnce(source: string): ReturnType<typeof compile> {
  const known = compiledOnce.get(source) ?? compile(source);
  compiledOnce.set(source, known);
  return known;
}

let provided: Promise<void> | undefined;

async function provideInNode(): Promise<void> {
  const { tensorFlowInNode } = await import('./tensorflow/in-node.ts');
  await provideTensorFlow(await tensorFlowInNode());
}

async function load(
  source: string,
  file: string,
): Promise<Readonly<Record<string, unknown>> | { readonly failed: ExecutionEnd }> {
  const compiled = await compileOnce(source);
  if ('error' in compiled) return { failed: { outcome: 'error', error: compiled.error } };
  if (compiled.usesTensorFlow) await (provided ??= provideInNode());
  // Modules are read once for each address; a count makes each run's own.
  const fresh = `${compiled.code}\n// run ${runs++}`;
  return (await import(/* @vite-ignore */ moduleUrl(fresh, file))) as Readonly<Record<string, unknown>>;
}

/** What a check gets in place of the reader's exports and of its tools. */
export interface Onlooker {
  readonly exports?: (own: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  readonly tools?: (own: CheckTools) => CheckTools;
}

/**
 * Runs `code` and lets `check` (both TypeScript) judge it, as the sandbox does, but here: in Node, for the
 * project's own solutions and wrong solutions. It protects from nothing. The `host` of the first call serves all
 * later ones, because modules are read once. `onlooker`: sees what the check does.
 */
export async function judge(
  code: string,
  check: string,
  seed: number,
  host: Partial<LabHost> = {},
  { exports = (own) => own, tools }: Onlooker = {},
): Promise<ExecutionEnd> {
  const unavailable = async (): Promise<never> => {
    throw new Error('lab: digits and train need the page');
  };
  await provideLab(createLab({ digits: unavailable, train: unavailable, show: () => undefined, ...host }));
  const start = performance.now();
  try {
    const reader = await load(code, READER_FILE);
    if ('failed' in reader) return reader.failed as ExecutionEnd;
    const judging = await load(check, CHECK_FILE);
    if ('failed' in judging) throw new Error(`check: ${JSON.stringify(judging.failed)}`);
    const verdict = await judgeExports(exports(reader), judging, seed, tools);
    return { outcome: 'done', milliseconds: performance.now() - start, verdict };
  } catch (error) {
    if (lineOf(error) === undefined && !(error instanceof SyntaxError)) throw error;
    return { outcome: 'error', error: toReaderMessage(error) };
  }
}
