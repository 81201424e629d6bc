import type { Token } from './tokens.ts';

const deep = (left: number): boolean => left === 0 || deep(left - 1);

/** Whether this engine drops the frame of a function that ends with a call, as WebKit does: its line is then in no trace. */
function dropsFrames(): boolean {
  try {
    return deep(500_000);
  } catch {
    return false;
  }
}
let drops: boolean | undefined;

const HOLDER = '$returned';

/**
 * The code with no call at the very end of a function, where the engine would drop frames: `return f(x)` becomes
 * `return $returned.value = f(x)`, and `=> f(x)` likewise, on the same lines.
 */
export function keepFrames(code: string, tokens: readonly Token[], needed = (drops ??= dropsFrames())): string {
  if (!needed || code.includes(HOLDER)) return code;
  let kept = '';
  let copied = 0;
  for (const [i, { kind, end, line }] of tokens.entries()) {
    const next = tokens[i + 1];
    if (!next || (kind === 'return' ? next.line !== line || [';', '}', 'eof'].includes(next.kind) : kind !== '=>'))
      continue;
    if (kind === '=>' && next.kind === '{') continue;
    kept += `${code.slice(copied, end)} ${HOLDER}.value = `;
    copied = end;
  }
  // A function is there from the first line on.
  return copied === 0 ? code : `${kept}${code.slice(copied)}\nfunction ${HOLDER}() {}`;
}
