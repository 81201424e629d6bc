import { labNames, labTypeNames } from './lab-names.ts';
import { LAB_URL } from './lab-module.ts';
import { TF_URL } from './tf-module.ts';
import type { ReaderMessage } from '../engine/contract.ts';
import type { Token } from './tokens.ts';

const known: readonly string[] = [...labNames, ...labTypeNames];
const REMEDY = `Only 'lab' and 'tf' (TensorFlow.js) can be imported here. 'lab' has ${labNames.join(', ')}.`;

/** Whether the string at `index` says where a module comes from: after `from`, `import`, `import(` or `require(`. */
function isSource(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  if (before?.text === 'from' || before?.kind === 'import') return true;
  const earlier = tokens[index - 2]?.text;
  return before?.text === '(' && (earlier === 'import' || earlier === 'require');
}

/** The tokens between `{` and `}` of an import clause that ends just before `index`, or none. */
function namesBefore(tokens: readonly Token[], index: number): readonly Token[] {
  let open = index - 2;
  if (tokens[open]?.text !== '}') return [];
  const close = open;
  while (open >= 0 && tokens[open]!.text !== '{') open--;
  return tokens.slice(open + 1, close);
}

/** Of `import * as name from` just before `index`: its `*` and its name. */
function wholeBefore(tokens: readonly Token[], index: number): readonly [star: Token, name: Token] | null {
  const [keyword, star, as, name, from] = tokens.slice(Math.max(0, index - 5), index);
  const fits = keyword?.kind === 'import' && star?.text === '*' && as?.text === 'as' && from?.text === 'from';
  return fits && name ? [star, name] : null;
}

/** What each part `name`, `type Name` or `name as other` of an import clause asks for. */
function importedNames(clause: readonly Token[]): readonly Token[] {
  return clause.filter((token, i) => {
    const before = clause[i - 1]?.text;
    if (token.text === ',') return false;
    if (token.text === 'type' && clause[i + 1] && clause[i + 1]!.text !== ',') return false;
    return before === undefined || before === ',' || before === 'type';
  });
}

/** The known name that differs least in spelling, if it is close. */
function nearest(name: string): string | undefined {
  const close = (other: string): boolean => {
    const [a, b] = [name.toLowerCase(), other.toLowerCase()];
    return (
      a === b || (Math.abs(a.length - b.length) <= 2 && (a.startsWith(b.slice(0, 3)) || b.startsWith(a.slice(0, 3))))
    );
  };
  return known.find(close);
}

/** A name in a message, however long it is in the code. */
const short = (name: string): string => (name.length > 60 ? `${name.slice(0, 60)}…` : name);

function problemWith(tokens: readonly Token[], index: number): ReaderMessage | null {
  const source = tokens[index]!;
  const place = { line: source.line, column: source.column };
  const from = source.text.slice(1, -1);
  if (from === 'tf')
    return wholeBefore(tokens, index)
      ? null
      : { message: "'tf' must be imported as a whole.", remedy: "Write import * as tf from 'tf'.", ...place };
  if (from !== 'lab') return { message: `"${short(from)}" cannot be imported here.`, remedy: REMEDY, ...place };
  if (tokens[index - 2]?.text === 'require')
    return { message: 'require is not known here.', remedy: "Write import { … } from 'lab'.", ...place };
  if (tokens[index - 1]?.text !== 'from') return null;
  if (tokens[index - 3]?.kind === 'import' && tokens[index - 2]?.kind === 'name') {
    return {
      message: "'lab' must be imported by name.",
      remedy: `Write import { ${short(tokens[index - 2]!.text)} } from 'lab', or import * as lab from 'lab'.`,
      ...place,
    };
  }
  for (const name of importedNames(namesBefore(tokens, index))) {
    if (known.includes(name.text)) continue;
    const meant = nearest(name.text);
    return {
      message: `'lab' has no ${short(name.text)}.`,
      remedy: meant ? `Did you mean ${meant}?` : `It has ${labNames.join(', ')}.`,
      line: name.line,
      column: name.column,
    };
  }
  return null;
}

/**
 * Puts the addresses of `lab` and `tf` where the source says 'lab' and 'tf', on the same lines. `import * as tf` becomes
 * `import tf`: its module has one export, the default. Anything else that is imported is a message to the reader.
 */
export function rewriteImports(
  source: string,
  tokens: readonly Token[],
): { readonly code: string; readonly usesTensorFlow: boolean } | { readonly error: ReaderMessage } {
  let code = '';
  let copied = 0;
  let usesTensorFlow = false;
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'string' || !isSource(tokens, index)) continue;
    const error = problemWith(tokens, index);
    if (error) return { error };
    const isTf = token.text.slice(1, -1) === 'tf';
    const whole = isTf ? wholeBefore(tokens, index) : null;
    if (whole) {
      const [star, name] = whole;
      // A line break between the two must stay.
      code += source.slice(copied, star.start) + source.slice(star.end, name.start).replace('as', '');
      copied = name.start;
    }
    usesTensorFlow ||= isTf;
    code += source.slice(copied, token.start) + JSON.stringify(isTf ? TF_URL : LAB_URL);
    copied = token.end;
  }
  return { code: code + source.slice(copied), usesTensorFlow };
}
