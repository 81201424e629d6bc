import { readdirSync } from 'node:fs';
import type { PublishedSystem } from '../../src/lib/systems/system.ts';

const folder = new URL('../../src/lib/systems/published/', import.meta.url);

/** The names of the published systems, as s1: each is a file. */
export const systemNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();

/** The system with one of these names. */
export async function readSystem(name: string): Promise<PublishedSystem> {
  return ((await import(new URL(`${name}.ts`, folder).href)) as { default: PublishedSystem }).default;
}
