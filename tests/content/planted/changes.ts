import ts from 'typescript';
import type { Edit } from './program.ts';

/** What one place of a program may become. Each is one change. */
export type Change = readonly Edit[];

const { SyntaxKind } = ts;

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  '+': ['-', '*'],
  '-': ['+', '*'],
  '*': ['/', '+', '-'],
  '/': ['*', '-', '+'],
  '%': ['*', '/'],
  '**': ['*', '/'],
  '<': ['<=', '>', '>='],
  '<=': ['<', '>', '>='],
  '>': ['>=', '<', '<='],
  '>=': ['>', '<', '<='],
  '===': ['!==', '>=', '<='],
  '!==': ['===', '>', '<'],
  '&&': ['||'],
  '||': ['&&'],
  '+=': ['-=', '=', '*='],
  '-=': ['+=', '=', '*='],
  '*=': ['/=', '=', '+='],
  '/=': ['*=', '=', '-='],
};
/** Those whose two sides may not be swapped. */
const ORDERED = new Set(['-', '/', '%', '**', '<', '<=', '>', '>=']);
/** Those of which one side alone makes sense too. */
const ONE_SIDED = new Set(['+', '-', '*', '/', '%', '**', '&&', '||']);

/** Functions and words that are mistaken for each other. */
const TAKEN_FOR: Readonly<Record<string, readonly string[]>> = {
  exp: ['expm1', 'log', 'abs'],
  log: ['log10', 'log2', 'log1p', 'exp'],
  sqrt: ['cbrt', 'abs'],
  max: ['min'],
  min: ['max'],
  floor: ['ceil', 'round'],
  ceil: ['floor', 'round'],
  abs: ['sign', 'round'],
  add: ['subtract', 'sub'],
  subtract: ['add'],
  every: ['some'],
  some: ['every'],
  push: ['unshift'],
  indexOf: ['lastIndexOf'],
  forward: [],
  mean: ['sum'],
  sum: ['mean'],
  matMul: ['mul'],
  relu: ['elu', 'tanh', 'abs'],
  logSoftmax: ['softmax', 'logSigmoid'],
  mul: ['add'],
  softmaxCrossEntropy: ['meanSquaredError', 'sigmoidCrossEntropy'],
  maxPooling2d: ['averagePooling2d'],
  oneHot: [],
};
const STRINGS: Readonly<Record<string, readonly string[]>> = {
  relu: ['linear', 'tanh', 'sigmoid', 'elu'],
};

const text = (node: ts.Node): string => node.getText();
const over = (node: ts.Node, replacement: string): Change => [
  { from: node.getStart(), to: node.getEnd(), text: replacement },
];
const inBrackets = (node: ts.Node): string =>
  ts.isIdentifier(node) || ts.isNumericLiteral(node) || ts.isCallExpression(node) || ts.isElementAccessExpression(node)
    ? text(node)
    : `(${text(node)})`;

/** True inside the brackets that count elements, rows or characters: only whole numbers make sense there. */
function isWhole(node: ts.Node): boolean {
  let at = node;
  for (; !ts.isStatement(at.parent) && !ts.isSourceFile(at.parent); at = at.parent) {
    const { parent } = at;
    if (ts.isElementAccessExpression(parent) && parent.argumentExpression === at) return true;
    if (ts.isNewExpression(parent)) return true;
    if (ts.isCallExpression(parent) && /(slice|zeros|fill|splice)$/.test(text(parent.expression))) return true;
  }
  return ts.isForStatement(at.parent);
}

function numbersFor(node: ts.NumericLiteral): Change[] {
  const value = Number(node.text.replaceAll('_', ''));
  const whole = isWhole(node);
  const others = whole
    ? [value + 1, value - 1, 0, 1, 2 * value, -value]
    : [value + 1, value - 1, 0, 1, -1, -value, 2 * value, value / 2, 10 * value, 1.05 * value, value + 0.001];
  return [...new Set(others.map((other) => Number(other.toPrecision(12))))]
    .filter((other) => other !== value && !(Object.is(other, -0) && value === 0))
    .map((other) => over(node, other < 0 ? `(${other})` : String(other)));
}

function operatorChanges(node: ts.BinaryExpression): Change[] {
  const { left, right, operatorToken } = node;
  const sign = text(operatorToken);
  const loopStep = ts.isForStatement(node.parent) && node.parent.incrementor === node;
  if (loopStep) return [over(right, `2 * ${inBrackets(right)}`), over(right, `${inBrackets(right)} + 1`)];
  const changes = (OPERATORS[sign] ?? []).map((other) => over(operatorToken, other));
  if (ORDERED.has(sign) && !ts.isForStatement(node.parent))
    changes.push(over(node, `(${inBrackets(right)} ${sign} ${inBrackets(left)})`));
  if (ONE_SIDED.has(sign)) changes.push(over(node, inBrackets(left)), over(node, inBrackets(right)));
  if (sign === '=' && ts.isElementAccessExpression(left) && !ts.isArrayLiteralExpression(right))
    changes.push(over(operatorToken, '+='), over(right, `-(${text(right)})`));
  if (['<', '<=', '>', '>='].includes(sign) && ts.isForStatement(node.parent))
    changes.push(over(right, `${inBrackets(right)} - 1`), over(right, `Math.min(1, ${text(right)})`));
  return changes;
}

function loopChanges(node: ts.ForStatement): Change[] {
  const changes: Change[] = [];
  const { initializer, condition, incrementor, statement } = node;
  if (incrementor && ts.isPostfixUnaryExpression(incrementor)) {
    const variable = text(incrementor.operand);
    changes.push(over(incrementor, `${variable} += 2`));
    const [first] = initializer && ts.isVariableDeclarationList(initializer) ? initializer.declarations : [];
    if (first?.initializer && condition && ts.isBinaryExpression(condition))
      changes.push(over(first.initializer, `${inBrackets(condition.right)} - 1`)); // only the last one
  }
  if (ts.isBlock(statement))
    changes.push([{ from: statement.getEnd() - 1, to: statement.getEnd() - 1, text: ' break; ' }]);
  return changes;
}

const forOfChanges = (node: ts.ForOfStatement): Change[] => {
  const list = inBrackets(node.expression);
  if (/\.entries\(\)$|^batches\(|^\(?\[/.test(list)) return [];
  return ['.slice(1)', '.slice(0, -1)', '.slice(0, 1)', '.slice(-1)', '.toReversed()'].map((part) =>
    over(node.expression, `${list}${part}`),
  );
};

/** Names of the loop variables and of the parameters of the same type that `node` stands among. */
function othersLike(node: ts.Identifier): string[] {
  const loops: string[] = [];
  const kinds = new Map<string, string>();
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isForStatement(at) && at.initializer && ts.isVariableDeclarationList(at.initializer))
      for (const { name } of at.initializer.declarations) loops.push(text(name));
    if (ts.isFunctionLike(at))
      for (const { name, type } of at.parameters) if (type && ts.isIdentifier(name)) kinds.set(name.text, text(type));
  }
  if (loops.includes(node.text)) return loops.filter((name) => name !== node.text);
  const kind = kinds.get(node.text);
  return kind === undefined
    ? []
    : [...kinds].filter(([name, own]) => own === kind && name !== node.text).map(([name]) => name);
}

function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return false;
  if (ts.isShorthandPropertyAssignment(parent) || ts.isBindingElement(parent) || ts.isParameter(parent)) return false;
  if (ts.isVariableDeclaration(parent) && parent.name === node) return false;
  return !(ts.isPostfixUnaryExpression(parent) || (ts.isPrefixUnaryExpression(parent) && !ts.isNumericLiteral(node)));
}

function accessChanges(node: ts.ElementAccessExpression): Change[] {
  const { expression, argumentExpression: index } = node;
  if (ts.isStringLiteral(index)) return [];
  const at = inBrackets(index);
  const changes = [over(index, `${at} + 1`), over(index, `${at} - 1`)];
  if (text(index) !== '0') changes.push(over(index, '0'));
  if (ts.isElementAccessExpression(expression)) {
    const outer = expression.argumentExpression;
    changes.push(over(node, `${text(expression.expression)}[${text(index)}][${text(outer)}]`));
  }
  return changes;
}

function callChanges(node: ts.CallExpression): Change[] {
  const { expression, arguments: args } = node;
  const called = text(expression);
  const changes: Change[] = [];
  const [a, b] = args;
  const last = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  for (const other of TAKEN_FOR[text(last)] ?? []) changes.push(over(last, other));
  if (
    a &&
    args.length === 1 &&
    (/^Math\./.test(called) || /^(scale|softmax|relu|tf\.(neg|mean|sum|logSoftmax|relu|cast))$/.test(called))
  )
    changes.push(over(node, inBrackets(a)));
  if (a && /^(Math\.(exp|log)|argmax)$/.test(called) && called !== 'argmax') changes.push(over(a, `-(${text(a)})`));
  if (
    a &&
    b &&
    args.length === 2 &&
    !/^(Math\.(max|min)|add|tf\.add|tf\.mul)$/.test(called) &&
    !ts.isArrowFunction(b) &&
    !ts.isArrowFunction(a)
  )
    changes.push(over(node, `${called}(${text(b)}, ${text(a)})`));
  if (
    a &&
    b &&
    /^(add|subtract|Math\.max|Math\.min|scale|tf\.add|tf\.mul|tf\.matMul)$/.test(called) &&
    args.length === 2
  )
    changes.push(over(node, inBrackets(a)), over(node, inBrackets(b)));
  if (/\.sort$/.test(called)) changes.push(over(node, text((expression as ts.PropertyAccessExpression).expression)));
  if (/\.(map|forEach)$/.test(called) && a && ts.isPropertyAccessExpression(expression))
    changes.push(over(expression.expression, `${inBrackets(expression.expression)}.slice(1)`));
  return changes;
}

function blockChanges(statements: ts.NodeArray<ts.Statement>): Change[] {
  const changes: Change[] = [];
  statements.forEach((statement, k) => {
    const empties = !ts.isVariableStatement(statement) && !ts.isFunctionDeclaration(statement);
    if (empties) changes.push(over(statement, ''));
    const next = statements[k + 1];
    if (next && !ts.isReturnStatement(next) && !(ts.isVariableStatement(statement) && ts.isVariableStatement(next)))
      changes.push([...over(statement, text(next)), ...over(next, text(statement))]);
  });
  return changes;
}

const isLogging = (node: ts.Node): boolean =>
  ts.isExpressionStatement(node) && /^(await )?(console\.\w+|plot|show|report)\(/.test(text(node));

function changesOf(node: ts.Node): Change[] {
  if (ts.isNumericLiteral(node)) return numbersFor(node);
  if (ts.isStringLiteral(node)) return (STRINGS[node.text] ?? []).map((other) => over(node, `'${other}'`));
  if (ts.isBinaryExpression(node)) return operatorChanges(node);
  if (ts.isForStatement(node)) return loopChanges(node);
  if (ts.isForOfStatement(node)) return forOfChanges(node);
  if (ts.isElementAccessExpression(node)) return accessChanges(node);
  if (ts.isCallExpression(node)) return callChanges(node);
  if (ts.isBlock(node)) return blockChanges(node.statements);
  if (ts.isIdentifier(node) && isUse(node)) return othersLike(node).map((other) => over(node, other));
  if (ts.isConditionalExpression(node)) {
    const [yes, no] = [text(node.whenTrue), text(node.whenFalse)];
    return [
      [...over(node.whenTrue, no), ...over(node.whenFalse, yes)],
      over(node, inBrackets(node.whenTrue)),
      over(node, inBrackets(node.whenFalse)),
    ];
  }
  if (ts.isIfStatement(node)) return [over(node.expression, 'true'), over(node.expression, 'false')];
  if (ts.isContinueStatement(node)) return [over(node, 'break;')];
  if (ts.isPrefixUnaryExpression(node) && [SyntaxKind.MinusToken, SyntaxKind.ExclamationToken].includes(node.operator))
    return [over(node, text(node.operand))];
  if (ts.isAwaitExpression(node)) return [over(node, text(node.expression))];
  if (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === 'length' &&
    !(ts.isBinaryExpression(node.parent) && ts.isForStatement(node.parent.parent))
  )
    return [over(node, `(${text(node)} - 1)`), over(node, `(${text(node)} + 1)`)];
  if (
    ts.isObjectLiteralExpression(node) &&
    node.parent &&
    !ts.isReturnStatement(node.parent) &&
    node.properties.length > 1
  )
    return node.properties.map((property) =>
      over(property, '').map((edit) => {
        const comma = /^\s*,/.exec(node.getSourceFile().text.slice(edit.to));
        return { ...edit, to: edit.to + (comma?.[0].length ?? 0) };
      }),
    );
  if (ts.isReturnStatement(node) && node.expression && ts.isIdentifier(node.expression)) return [];
  if (ts.isTryStatement(node)) return [over(node, text(node.tryBlock))];
  return [];
}

/** The part of the program whose text tells one change from the others: a short statement, or what stands in a clause. */
function surrounding(node: ts.Node): ts.Node {
  let at = node;
  while (!ts.isStatement(at) && !ts.isSourceFile(at.parent)) {
    const { parent } = at;
    if (ts.isBlock(parent) || ts.isArrowFunction(parent) || ts.isForStatement(parent) || ts.isIfStatement(parent))
      break;
    if (ts.isForOfStatement(parent) || text(parent).length > 90) break;
    at = parent;
  }
  return at;
}

const MAX_WORDS = 100;
const short = (words: string): string => {
  const line = words
    .replaceAll(/\/\/.*$/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length > MAX_WORDS ? `${line.slice(0, MAX_WORDS)}…` : line;
};

export interface Planted {
  /** In which function, what stood there, what stands there now. */
  readonly label: string;
  readonly change: Change;
}

/** All single changes below `root`, which is called `name`. */
export function changesBelow(root: ts.Node, name: string): Planted[] {
  const source = root.getSourceFile().text;
  const found: Planted[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || isLogging(node)) return;
    for (const change of changesOf(node)) {
      const around = ts.isStatement(node) && !ts.isBlock(node) ? node : surrounding(node);
      let [from, to] = [around.getStart(), around.getEnd()];
      from = Math.min(from, ...change.map((edit) => edit.from));
      to = Math.max(to, ...change.map((edit) => edit.to));
      if (ts.isBlock(node))
        [from, to] = [Math.min(...change.map((edit) => edit.from)), Math.max(...change.map((edit) => edit.to))];
      let after = source.slice(from, to);
      for (const edit of change.toSorted((x, y) => y.from - x.from))
        after = after.slice(0, edit.from - from) + edit.text + after.slice(edit.to - from);
      found.push({ label: `${name}: ${short(source.slice(from, to))} → ${short(after) || '(nothing)'}`, change });
    }
    node.forEachChild(visit);
  };
  visit(root);
  return found;
}
