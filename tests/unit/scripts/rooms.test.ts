import { readFileSync } from 'node:fs';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { names, ROOMS } from '../../../eslint.config.mjs';
import { documented, drawing, table } from '../../../scripts/rooms.ts';
import { importsOfSource } from '../../support/imports.ts';

const rooms = ROOMS as Readonly<Record<string, readonly string[]>>;
const order = Object.keys(rooms);
const documentation = readFileSync('docs/architecture.md', 'utf8');

/** The rooms that a row of the table stands for. */
const allowed = (room: string): readonly string[] => order.filter((other) => names(rooms[room]!, other));

/** The room that a file of `src` is in; undefined where it is in none. */
const roomOf = (file: string): string | undefined => order.find((room) => file.startsWith(`src/${room}/`));

describe('the walls between rooms', () => {
  it('stand in the documentation, and are drawn there, as the linter holds them', () => {
    expect(documented(documentation)).toBe(documentation);
    expect(documentation).toContain(table());
    expect(documentation).toContain(drawing());
  });

  it('let nothing up and nothing round: each room comes after all that it may import', () => {
    const up = order.flatMap((room, place) =>
      allowed(room).flatMap((other) => (order.indexOf(other) < place ? [] : [`${room} -> ${other}`])),
    );
    expect(up).toEqual([]);
    expect(order.filter((room) => rooms[room]!.some((name) => !name.endsWith('/*') && !order.includes(name)))).toEqual(
      [],
    );
  });

  it('hold for every import, also of what the linter does not read', () => {
    const imports = importsOfSource();
    const OUTSIDE = ['src/content.config.ts', 'src/env.d.ts'];
    expect([...imports.keys()].filter((file) => !roomOf(file))).toEqual(OUTSIDE);
    const through = [...imports].flatMap(([file, others]) =>
      others.flatMap((other) => {
        const [room, next] = [roomOf(file), roomOf(other)];
        const may = room === next || (room && next && names(rooms[room]!, next));
        return may || OUTSIDE.includes(file) ? [] : [`${file} -> ${other}`];
      }),
    );
    expect(through).toEqual([]);
  });

  it('allow nothing that nobody uses', () => {
    const used = new Set(
      [...importsOfSource()].flatMap(([file, others]) => others.map((other) => `${roomOf(file)} -> ${roomOf(other)}`)),
    );
    const unused = order.flatMap((room) =>
      rooms[room]!.filter((row) => !order.some((other) => names([row], other) && used.has(`${room} -> ${other}`))).map(
        (row) => `${room} -> ${row}`,
      ),
    );
    expect(unused).toEqual([]);
  });

  it('refuse an import that no row allows', async () => {
    const linter = new ESLint();
    const said = async (file: string, from: string): Promise<string[]> => {
      const [result] = await linter.lintText(`import '${from}';\n`, { filePath: file });
      return result!.messages.flatMap(({ ruleId, message }) =>
        ruleId === 'import-x/no-restricted-paths' ? [message] : [],
      );
    };
    expect(await said('src/components/widgets/chart/model.ts', '../trainer/rows.ts')).toHaveLength(1);
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
    const file = 'src/lib/classroom/drafts.ts';
    expect(await said(file, "localStorage.setItem('a', 'b');")).toEqual(['globals']);
    expect(await said(file, "export const kept = window.sessionStorage.getItem('a');")).toEqual(['syntax']);
    expect(await said(file, "export const kept = globalThis.indexedDB.open('a');")).toEqual(['syntax']);
    expect(await said(file, "import { openDB } from 'idb';\nopenDB('a');")).toEqual(['imports']);
    expect(await said('src/lib/storage/database.ts', "indexedDB.open('a');")).toEqual([]);
  });
});
