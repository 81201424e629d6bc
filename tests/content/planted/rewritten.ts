import ts from 'typescript';
import { edited, programOf, type Edit } from './program.ts';
import type { PlantedAnswer } from './planted.ts';

const text = (node: ts.Node): string => node.getText();

/** Every place where `rewrite` has something else to say. */
function editsOf(root: ts.Node, rewrite: (node: ts.Node) => string | undefined): Edit[] {
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    const other = ts.isTypeNode(node) ? undefined : rewrite(node);
    if (other !== undefined) edits.push({ from: node.getStart(), to: node.getEnd(), text: other });
    else node.forEachChild(visit);
  };
  visit(root);
  return edits;
}

const isTyped = (node: ts.Node, made: string): boolean =>
  ts.isNewExpression(node) && text(node.expression) === 'Float32Array' && text(node).startsWith(made);

const isCounting = (node: ts.Node): node is ts.ForStatement =>
  ts.isForStatement(node) &&
  node.incrementor !== undefined &&
  /\+\+$/.test(text(node.incrementor)) &&
  node.condition !== undefined &&
  ts.isBinaryExpression(node.condition) &&
  text(node.condition.operatorToken) === '<' &&
  node.initializer !== undefined &&
  ts.isVariableDeclarationList(node.initializer) &&
  node.initializer.declarations.length === 1;

function parts(node: ts.ForStatement): {
  readonly name: string;
  readonly first: string;
  readonly end: string;
  readonly body: string;
} {
  const [{ name, initializer }] = (node.initializer as ts.VariableDeclarationList).declarations as unknown as [
    ts.VariableDeclaration,
  ];
  return {
    name: text(name),
    first: text(initializer!),
    end: text((node.condition as ts.BinaryExpression).right),
    body: text(node.statement),
  };
}

const turned = (node: ts.Node): string | undefined => {
  if (!isCounting(node)) return undefined;
  const { name, first, end, body } = parts(node);
  return `for (let ${name} = ${end} - 1; ${name} >= ${first}; ${name}--) ${body}`;
};

function asForEach(node: ts.Node): string | undefined {
  if (!isCounting(node)) return undefined;
  const { name, first, end, body } = parts(node);
  if (/\b(return|break|await|yield|continue)\b/.test(body)) return undefined;
  return `Array.from({ length: ${end} - ${first} }, (_, step$) => step$ + ${first}).forEach((${name}) => { ${body} });`;
}

const asWhile = (node: ts.Node): string | undefined => {
  if (!isCounting(node)) return undefined;
  const { name, first, end, body } = parts(node);
  if (/\bcontinue\b/.test(body)) return undefined;
  return `{ let ${name} = ${first}; while (${name} < ${end}) { { ${body} } ${name} += 1; } }`;
};

const swapped = (node: ts.Node): string | undefined =>
  ts.isBinaryExpression(node) && /^[*]$/.test(text(node.operatorToken))
    ? `(${text(node.right)}) ${text(node.operatorToken)} (${text(node.left)})`
    : undefined;

const spelledOut = (node: ts.Node): string | undefined => {
  if (!ts.isBinaryExpression(node)) return undefined;
  const sign = text(node.operatorToken);
  return /^[-+*/]=$/.test(sign)
    ? `${text(node.left)} = ${text(node.left)} ${sign[0]} (${text(node.right)})`
    : undefined;
};

/** All names that functions at the top declare for themselves, parameters too, with a word behind. */
function renamed(source: string): string {
  const { file, functions } = programOf(source);
  const edits: Edit[] = [];
  for (const { node } of functions) {
    const own = new Set<string>();
    const declare = (one: ts.Node): void => {
      if (
        (ts.isParameter(one) || ts.isVariableDeclaration(one) || ts.isBindingElement(one)) &&
        ts.isIdentifier(one.name)
      )
        own.add(one.name.text);
      one.forEachChild(declare);
    };
    declare(node);
    const rename = (one: ts.Node): void => {
      if (ts.isTypeNode(one)) return;
      if (ts.isIdentifier(one) && own.has(one.text)) {
        const { parent } = one;
        const isField =
          (ts.isPropertyAccessExpression(parent) && parent.name === one) ||
          (ts.isPropertyAssignment(parent) && parent.name === one) ||
          (ts.isBindingElement(parent) && parent.propertyName === one);
        const isShort =
          ts.isShorthandPropertyAssignment(parent) ||
          (ts.isBindingElement(parent) &&
            parent.name === one &&
            !parent.propertyName &&
            ts.isObjectBindingPattern(parent.parent));
        if (!isField)
          edits.push({
            from: one.getStart(),
            to: one.getEnd(),
            text: `${isShort ? `${one.text}: ` : ''}${one.text}Here`,
          });
      }
      one.forEachChild(rename);
    };
    rename(node);
  }
  return edited(file.text, edits);
}

/** The exported functions' results in another kind of list. */
const RESULTS: Readonly<Record<string, string>> = {
  'plain lists': 'Array.from(value)',
  Float64Array: 'Float64Array.from(value)',
};

function withResults(source: string, of: string): string {
  const { file, functions } = programOf(source);
  const edits = functions
    .filter(
      ({ exported, node }) =>
        exported &&
        !node.asteriskToken &&
        /^(Vector|Matrix|number\[\]|\{|[A-Z])/.test(node.type?.getText() ?? '') &&
        !/^Promise/.test(node.type?.getText() ?? ''),
    )
    .flatMap(({ node, name }) => {
      const header = file.text.slice(node.getStart(), node.name!.getStart()).replace('export ', '');
      return [
        { from: node.getStart(), to: node.name!.getEnd(), text: `${header}${name}$` },
        {
          from: node.getEnd(),
          to: node.getEnd(),
          text: `\nexport const ${name} = (...args) => other$(${name}$(...args));\n`,
        },
      ];
    });
  if (edits.length === 0) return source;
  const kit = `
function other$(value) {
  if (ArrayBuffer.isView(value) && value instanceof Float32Array) return ${of};
  if (Array.isArray(value)) return value.map(other$);
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, other$(one)]));
  return value;
}
`;
  return edited(file.text, edits) + kit;
}

/** The solution written otherwise, and still right. */
export function rewrittenAnswers(solution: string): PlantedAnswer[] {
  const { source, file } = programOf(solution);
  const bodies = (rewrite: (node: ts.Node) => string | undefined): string => edited(source, editsOf(file, rewrite));
  const answers: PlantedAnswer[] = [
    { label: 'without what tries it out', code: source },
    { label: 'loops from the end', code: bodies(turned) },
    { label: 'loops as forEach', code: bodies(asForEach) },
    { label: 'loops as while', code: bodies(asWhile) },
    { label: 'other names', code: renamed(source) },
    { label: 'factors swapped', code: bodies(swapped) },
    { label: 'assignments spelled out', code: bodies(spelledOut) },
    {
      label: 'plain lists made inside',
      code: bodies((node) =>
        isTyped(node, 'new') ? `new Array(${text((node as ts.NewExpression).arguments![0]!)}).fill(0)` : undefined,
      ),
    },
    {
      label: 'numbers of 64 bits inside',
      code: bodies((node) => (ts.isIdentifier(node) && node.text === 'Float32Array' ? 'Float64Array' : undefined)),
    },
    {
      label: 'functions as arrows',
      code: bodies((node) =>
        ts.isFunctionDeclaration(node) && node.name && node.body && !node.asteriskToken
          ? `${node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ? 'export ' : ''}const ${node.name.text} = ${node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ? 'async ' : ''}(${node.parameters.map(text).join(', ')}) => ${text(node.body)};`
          : undefined,
      ),
    },
    ...Object.entries(RESULTS).map(([kind, of]) => ({ label: `results as ${kind}`, code: withResults(source, of) })),
  ];
  const codes = new Set<string>();
  return answers.filter(({ code }) => !codes.has(code) && codes.add(code));
}
