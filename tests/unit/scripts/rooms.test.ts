import { readFileSync } from 'node:fs';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { ROOMS } from '../../../eslint.config.mjs';

const rooms = ROOMS as Readonly<Record<string, readonly string[]>>;

describe('the walls between rooms', () => {
  it('stand in the documentation as the linter holds them', () => {
    const rows = readFileSync('docs/architecture.md', 'utf8').matchAll(/^\| `([^`]+)` \| (.*) \|$/gm);
    const documented = Object.fromEntries(
      [...rows].map(([, room, may]) => [room!, [...may!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)]),
    );
    expect(documented).toEqual(rooms);
  });

  it('have no way round: what a room imports leads back to it from nowhere', () => {
    const reached = (room: string, seen = new Set<string>()): Set<string> => {
      for (const next of rooms[room]!.flatMap((name) =>
        name === 'lib/*' ? Object.keys(rooms).filter((other) => other.startsWith('lib/')) : [name],
      )) {
        if (seen.has(next)) continue;
        seen.add(next);
        reached(next, seen);
      }
      return seen;
    };
    expect(Object.keys(rooms).filter((room) => reached(room).has(room))).toEqual([]);
  });

  it('refuse an import that no row allows', async () => {
    const linter = new ESLint();
    const said = async (file: string, from: string): Promise<string[]> => {
      const [result] = await linter.lintText(`import '${from}';\n`, { filePath: file });
      return result!.messages.flatMap(({ ruleId, message }) =>
        ruleId === 'import-x/no-restricted-paths' ? [message] : [],
      );
    };
    const [up] = await said('src/lib/nn/tensor.ts', '../engine/contract.ts');
    expect(up).toContain('lib/nn may import lib/settings');
    expect(await said('src/lib/data/contract.ts', '../nn/tensor.ts')).toHaveLength(1);
    expect(await said('src/lib/nn/tensor.ts', '../settings/range.ts')).toEqual([]);
  });

  it('leave one way to what the browser keeps', async () => {
    const linter = new ESLint();
    const said = async (file: string, text: string): Promise<string[]> => {
      const [result] = await linter.lintText(`${text}\n`, { filePath: file });
      return result!.messages.flatMap(({ ruleId, message }) =>
        message.includes('src/lib/storage') ? [ruleId!.replace('no-restricted-', '')] : [],
      );
    };
    const file = 'src/components/lab/drafts.ts';
    expect(await said(file, "localStorage.setItem('a', 'b');")).toEqual(['globals']);
    expect(await said(file, "export const kept = window.sessionStorage.getItem('a');")).toEqual(['syntax']);
    expect(await said(file, "export const kept = globalThis.indexedDB.open('a');")).toEqual(['syntax']);
    expect(await said(file, "import { openDB } from 'idb';\nopenDB('a');")).toEqual(['imports']);
    expect(await said('src/lib/storage/database.ts', "indexedDB.open('a');")).toEqual([]);
  });
});
