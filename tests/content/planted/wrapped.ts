import ts from 'typescript';
import { edited, type Program, type TopFunction } from './program.ts';

/** An answer made of a right one by what is done to its arguments or to its result. */
export interface Wrapped {
  readonly label: string;
  readonly code: string;
}

/**
 * What the wrapped programs use: `each` changes the numbers of a value, at any depth, in new arrays; `ends` changes each
 * list of numbers; `copy` and `restore` keep what a function found in its arguments.
 */
const KIT = `
const isRow$ = (value) => Array.isArray(value) || ArrayBuffer.isView(value);
const isPlain$ = (value) => typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
const each$ = (value, change) =>
  typeof value === 'number' ? change(value)
  : ArrayBuffer.isView(value) ? value.map(change)
  : Array.isArray(value) ? value.map((one) => each$(one, change))
  : isPlain$(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, each$(one, change)]))
  : value;
const lists$ = (value, change) =>
  isRow$(value) ? (value.length > 0 && isRow$(value[0]) ? change(value.map((one) => lists$(one, change))) : change(value.slice()))
  : isPlain$(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, lists$(one, change)]))
  : value;
const zero$ = (value) => each$(value, () => 0);
const put$ = (list, at, value) => { if (list.length > 0) list[at < 0 ? list.length + at : at] = value; return list; };
const drop$ = (list, at) => list.length > 0 ? put$(list, at, zero$(list.at(at))) : list;
const of$ = (list, values) => Array.isArray(list) ? [...values] : list.constructor.from(values);
const into$ = (target, value) => {
  if (isRow$(target)) for (let i = 0; i < target.length; i++) { if (isRow$(target[i])) into$(target[i], value[i]); else target[i] = value[i]; }
  else if (isPlain$(target)) for (const key of Object.keys(target)) { if (typeof target[key] === 'number') target[key] = value[key]; else into$(target[key], value[key]); }
};
const two$ = (a, b, change) =>
  typeof a === 'number' ? change(a, b)
  : ArrayBuffer.isView(a) ? a.map((one, i) => change(one, b[i]))
  : Array.isArray(a) ? a.map((one, i) => two$(one, b[i], change))
  : isPlain$(a) ? Object.fromEntries(Object.entries(a).map(([key, one]) => [key, two$(one, b[key], change)]))
  : a;
const same$ = (a, b) =>
  isRow$(a) ? isRow$(b) && a.length === b.length && (!isRow$(a[0]) || a.every((one, i) => same$(one, b[i])))
  : isPlain$(a) && isPlain$(b) && Object.keys(a).every((key) => typeof a[key] === typeof b[key] && (typeof a[key] === 'number' || same$(a[key], b[key])));
`;

const NUMBERS: Readonly<Record<string, string>> = {
  'the sign turned': '(x) => -x',
  'its absolute value': 'Math.abs',
  'never below 0': '(x) => Math.max(0, x)',
  'never above 0': '(x) => Math.min(0, x)',
  'capped at 1': '(x) => Math.min(1, x)',
  'capped at 6': '(x) => Math.min(6, x)',
  'capped at 0.2': '(x) => Math.min(0.2, x)',
  'never below -1': '(x) => Math.max(-1, x)',
  doubled: '(x) => 2 * x',
  'ten times': '(x) => 10 * x',
  'a hundredth more': '(x) => 1.01 * x',
  'one more': '(x) => x + 1',
  'a hundredth added': '(x) => x + 0.01',
  rounded: 'Math.round',
  'cut to whole numbers': 'Math.trunc',
  'rounded to tenths': '(x) => Math.round(10 * x) / 10',
  squared: '(x) => x * x',
  'all zero': '() => 0',
  'all one': '() => 1',
  'not a number': '() => NaN',
  'tiny ones lost': '(x) => (Math.abs(x) < 0.05 ? 0 : x)',
};
const LISTS: Readonly<Record<string, string>> = {
  'the first lost': '(list) => drop$(list, 0)',
  'the last lost': '(list) => drop$(list, -1)',
  'the second lost': '(list) => list.length > 1 ? drop$(list, 1) : list',
  turned: '(list) => list.slice().reverse()',
  'one too short': '(list) => list.slice(0, -1)',
  'one too long': '(list) => of$(list, [...list, list.length ? list.at(-1) : 0])',
  'all like the first': '(list) => of$(list, Array.from(list, () => list[0]))',
  'shifted by one': '(list) => of$(list, [...list.slice(1), ...list.slice(0, 1)])',
  sorted: '(list) => typeof list[0] === "number" ? list.slice().sort((a, b) => a - b) : list',
  'only the first': '(list) => list.slice(0, 1)',
};
/** Of arguments only: what makes numbers of another kind would be no single mistake there. */
const SEEN: Readonly<Record<string, string>> = {
  'its absolute value': 'Math.abs',
  'never below 0': '(x) => Math.max(0, x)',
  'capped at 1': '(x) => Math.min(1, x)',
  'capped at 0.2': '(x) => Math.min(0.2, x)',
  doubled: '(x) => 2 * x',
  rounded: 'Math.round',
  'one more': '(x) => x + 1',
  'as if 1': '() => 1',
};
const SEEN_LISTS: Readonly<Record<string, string>> = {
  'the first ignored': LISTS['the first lost']!,
  'the last ignored': LISTS['the last lost']!,
  turned: LISTS['turned']!,
  'all like the first': LISTS['all like the first']!,
};
const CHANGES: Readonly<Record<string, string>> = {
  'turned round': '(was, is) => 2 * was - is',
  doubled: '(was, is) => was + 2 * (is - was)',
  'a twentieth more': '(was, is) => was + 1.05 * (is - was)',
  'upwards only': '(was, is) => Math.max(was, is)',
  'downwards only': '(was, is) => Math.min(was, is)',
  'at most 0.01': '(was, is) => was + Math.max(-0.01, Math.min(0.01, is - was))',
  undone: '(was) => was',
  'only where it is not small': '(was, is) => (Math.abs(is - was) < 0.003 ? was : is)',
};

type Kind = 'number' | 'list' | 'matrix' | 'object' | 'other';

function kindOf(type: ts.TypeNode | undefined, program: Program): Kind {
  const words = type?.getText() ?? '';
  // Tensors are read by TensorFlow.js alone.
  if (words.startsWith('tf.')) return 'other';
  if (words === 'number') return 'number';
  if (/^(Vector|Numbers|number\[\]|Uint8Array)$/.test(words)) return 'list';
  if (/^(Matrix|Numbers\[\]|Uint8Array\[\])$/.test(words)) return 'matrix';
  if (/^\{/.test(words)) return 'object';
  const named = program.file.statements.find((one) => ts.isInterfaceDeclaration(one) && one.name.text === words);
  return named ? 'object' : words.endsWith('[]') ? 'matrix' : 'other';
}

function fieldsOf(type: ts.TypeNode | undefined, program: Program): string[] {
  const words = type?.getText();
  const named = program.file.statements.find((one) => ts.isInterfaceDeclaration(one) && one.name.text === words);
  const members =
    type && ts.isTypeLiteralNode(type) ? type.members : named && ts.isInterfaceDeclaration(named) ? named.members : [];
  return [...members].flatMap(({ name }) => (name ? [name.getText()] : []));
}

/** Which parameters the function writes to, seen through `const row = weights[i]`. */
function written(fn: TopFunction, program: Program): Set<string> {
  const parameters = fn.node.parameters.map(({ name }) => name.getText());
  const found = new Set<string>();
  const origin = new Map<string, string>(parameters.map((name) => [name, name]));
  const root = (node: ts.Node): string | undefined =>
    ts.isElementAccessExpression(node) || ts.isPropertyAccessExpression(node)
      ? root(node.expression)
      : ts.isIdentifier(node)
        ? origin.get(node.text)
        : undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.initializer) {
      const from = root(node.initializer);
      if (from !== undefined && ts.isIdentifier(node.name)) origin.set(node.name.text, from);
      if (from !== undefined && ts.isObjectBindingPattern(node.name))
        for (const { name } of node.name.elements) origin.set(name.getText(), from);
    }
    const target =
      ts.isBinaryExpression(node) && /^(?:[-+*/]?=)$/.test(node.operatorToken.getText()) ? node.left : undefined;
    const from = target && ts.isElementAccessExpression(target) ? root(target) : undefined;
    if (from !== undefined) found.add(from);
    // What it hands to a helper that writes.
    if (ts.isCallExpression(node)) {
      const called = program.functions.find(({ name }) => name === node.expression.getText());
      if (called && called !== fn)
        for (const name of written(called, program)) {
          const at = called.node.parameters.findIndex((one) => one.name.getText() === name);
          const given = node.arguments[at];
          const owner = given ? root(given) : undefined;
          if (owner !== undefined) found.add(owner);
        }
    }
    node.forEachChild(visit);
  };
  visit(fn.node.body);
  return found;
}

const innerType = (type: ts.TypeNode | undefined): ts.TypeNode | undefined =>
  type && ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Promise' ? type.typeArguments?.[0] : type;

/** The program with `body` in place of a function, whose own work is now called `inner$`. */
function withBody(program: Program, { node, name }: TopFunction, body: string, before = ''): string {
  const async = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true;
  const wrapper = `\nexport ${async ? 'async ' : ''}function${node.asteriskToken ? '*' : ''} ${name}(...args) {${async ? body.replaceAll('inner$(', 'await inner$(') : body}}`;
  const header = program.source.slice(node.getStart(), node.name!.getStart()).replace('export ', '');
  return edited(program.source, [
    { from: node.getStart(), to: node.name!.getEnd(), text: `${header}inner$` },
    { from: node.getEnd(), to: node.getEnd(), text: `${wrapper}\n${before}\n${KIT}` },
  ]);
}

/** All answers that differ from the program by what one exported function does to its arguments or its result. */
export function wrappedAnswers(program: Program): Wrapped[] {
  const answers: Wrapped[] = [];
  for (const fn of program.functions) {
    if (!fn.exported) continue;
    const result = innerType(fn.node.type);
    const kind = kindOf(result, program);
    const add = (what: string, body: string, before = ''): void =>
      void answers.push({ label: `${fn.name}: ${what}`, code: withBody(program, fn, body, before) });
    if (fn.node.asteriskToken) {
      for (const [what, change] of Object.entries(LISTS)) {
        add(`yields, ${what}`, `yield* (${change})([...inner$(...args)]);`);
        add(`each yielded, ${what}`, `for (const list of inner$(...args)) yield (${change})(list);`);
      }
      for (const what of ['one more', 'doubled', 'all zero'])
        add(`each yielded, ${what}`, `for (const list of inner$(...args)) yield list.map(${NUMBERS[what]});`);
      add(
        'one list for all',
        'const kept = []; for (const list of inner$(...args)) { kept.length = 0; kept.push(...list); yield kept; }',
      );
      add('for ever the first', 'yield* structuredClone((kept$ ??= [...inner$(...args)]));', 'let kept$;');
    }
    const isVoid = result?.getText() === 'void';
    if (!isVoid && kind !== 'other') {
      for (const [what, change] of Object.entries(NUMBERS))
        add(`result ${what}`, `return each$(inner$(...args), ${change});`);
      add('result for ever the first', 'return (kept$ ??= inner$(...args));', 'let kept$;');
      add(
        'right only once',
        'const result = inner$(...args); return calls$++ === 0 ? result : zero$(result);',
        'let calls$ = 0;',
      );
      add('nothing returned', 'inner$(...args);');
    }
    if (kind === 'list' || kind === 'matrix' || kind === 'object') {
      for (const [what, change] of Object.entries(LISTS))
        if (kind !== 'object') add(`result ${what}`, `return lists$(inner$(...args), ${change});`);
      add(
        'one result for all calls',
        'const result = inner$(...args); if (same$(kept$, result)) { into$(kept$, result); return kept$; } return (kept$ = result);',
        'let kept$;',
      );
      add(
        'input returned',
        'const result = inner$(...args); const given = args.find((one) => same$(one, result)); if (given) into$(given, result); return given ?? result;',
      );
    }
    if (kind === 'matrix')
      add('one row for all', 'const result = inner$(...args); return result.map(() => result.at(-1));');
    for (const field of fieldsOf(result, program)) {
      add(`result without ${field}`, `const { ${field}: _, ...rest } = inner$(...args); return rest;`);
      add(
        `result with ${field} turned`,
        `const result = inner$(...args); return { ...result, ${field}: each$(result.${field}, (x) => -x) };`,
      );
      add(
        `result with ${field} doubled`,
        `const result = inner$(...args); return { ...result, ${field}: each$(result.${field}, (x) => 2 * x) };`,
      );
      add(
        `result with ${field} zero`,
        `const result = inner$(...args); return { ...result, ${field}: zero$(result.${field}) };`,
      );
    }
    const changed = written(fn, program);
    fn.node.parameters.forEach(({ name, type }, k) => {
      const parameter = name.getText();
      if (!ts.isIdentifier(name)) return;
      const own = kindOf(type, program);
      if (own === 'other') return;
      const where = `args[${k}]`;
      if (changed.has(parameter)) {
        for (const [what, change] of Object.entries(CHANGES))
          add(
            `${parameter}, change ${what}`,
            `const was = each$(${where}, (x) => x); const result = inner$(...args); into$(${where}, two$(was, ${where}, ${change})); return result;`,
          );
        for (const [what, put] of Object.entries({
          'the first not changed': 0,
          'the last not changed': -1,
          'the second not changed': 1,
        }))
          if (own !== 'object')
            add(
              `${parameter}, ${what}`,
              `const was = each$(${where}, (x) => x); const result = inner$(...args); const list = ${where}; const at = ${put} < 0 ? list.length - 1 : ${put}; if (typeof list[at] === 'number') list[at] = was[at]; else if (list[at]) into$(list[at], was[at]); return result;`,
            );
        return;
      }
      for (const [what, change] of Object.entries(SEEN))
        add(`${parameter} seen ${what}`, `args[${k}] = each$(${where}, ${change}); return inner$(...args);`);
      if (own === 'number') {
        add(
          `${parameter} for ever the first`,
          `args[${k}] = (first$ ??= ${where}); return inner$(...args);`,
          'let first$;',
        );
        add(`${parameter} seen one less`, `args[${k}] = ${where} - 1; return inner$(...args);`);
        return;
      }
      if (own !== 'object')
        for (const [what, change] of Object.entries(SEEN_LISTS))
          add(`${parameter} seen ${what}`, `args[${k}] = (${change})(${where}.slice()); return inner$(...args);`);
      add(
        `${parameter} zeroed afterwards`,
        `const result = inner$(...args); into$(${where}, zero$(${where})); return result;`,
      );
      if (own === 'list')
        add(
          `${parameter} changed afterwards, the last only`,
          `const result = inner$(...args); ${where}[${where}.length - 1] += 1; return result;`,
        );
    });
  }
  return answers;
}
