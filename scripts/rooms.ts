/**
 * Writes the rooms of `src` into docs/architecture.md, from the table that the linter holds (`ROOMS` in
 * eslint.config.mjs): what each may import, and the drawing of it.
 *
 *     npm run rooms
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { names, ROOMS } from '../eslint.config.mjs';

const rooms = ROOMS as Readonly<Record<string, readonly string[]>>;
const order = Object.keys(rooms);

/** The rooms that a row of the table stands for. */
const allowed = (room: string): readonly string[] => order.filter((other) => names(rooms[room]!, other));

/** All that a room leads to, by as many steps as it takes. */
function reached(room: string, seen = new Set<string>()): Set<string> {
  for (const next of allowed(room)) {
    if (seen.has(next)) continue;
    seen.add(next);
    reached(next, seen);
  }
  return seen;
}

/** The table in Markdown. */
export function table(): string {
  const rows = order.map((room) => {
    const may = rooms[room]!.map((other) => `\`${other}\``).join(', ');
    return `| \`${room}\` | ${may || 'no other room'} |`;
  });
  return ['| room of `src` | may import |', '|---|---|', ...rows].join('\n');
}

/** The table as a drawing: an arrow to what a room may import, where no longer way leads there. */
export function drawing(): string {
  const arrows = order.flatMap((room) => {
    const straight = allowed(room);
    const further = new Set(straight.flatMap((next) => [...reached(next)]));
    return straight.filter((next) => !further.has(next)).map((next) => `  ${room} --> ${next}`);
  });
  return ['```mermaid', 'flowchart TD', ...arrows, '```'].join('\n');
}

/** The documentation with the table and the drawing as they are now. */
export const documented = (text: string): string =>
  text
    .replace(/^\| room of `src`.*(\n\|.*)*/m, () => table())
    .replace(/```mermaid\nflowchart TD\n[\s\S]*?\n```/, () => drawing());

if (import.meta.main) {
  const file = new URL('../docs/architecture.md', import.meta.url);
  writeFileSync(file, documented(readFileSync(file, 'utf8')));
}
