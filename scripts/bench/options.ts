import { pathToFileURL } from 'node:url';

export interface BenchOptions {
  readonly json: boolean;
  readonly rounds: number;
}

/** `--json` and `--rounds N`; three rounds unless told otherwise. */
export function optionsOf(args: readonly string[]): BenchOptions {
  let [json, rounds] = [false, 3];
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--json') json = true;
    else if (args[i] === '--rounds') rounds = Number(args[++i]);
    else throw new Error(`bench: expected --json or --rounds N, got ${args[i]}.`);
  }
  if (!Number.isInteger(rounds) || rounds < 3) throw new Error(`bench: expected at least 3 rounds, got ${rounds}.`);
  return { json, rounds };
}

/** True for the file that Node was started with. */
export const isMain = (url: string): boolean => url === pathToFileURL(process.argv[1] ?? '').href;
