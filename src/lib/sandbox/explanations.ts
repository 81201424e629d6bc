/** What is said to the reader, without the place. */
export interface Words {
  readonly message: string;
  readonly remedy?: string;
}

/** `pattern` of a message of Chromium, Firefox, WebKit or sucrase, and what it means in plain words. */
export interface Explanation {
  readonly pattern: RegExp;
  readonly explain: (match: RegExpExecArray) => Words;
}

const say = (pattern: RegExp, message: string, remedy?: string): Explanation => ({
  pattern,
  explain: () => (remedy === undefined ? { message } : { message, remedy }),
});

/** The same, about a name that one of the pattern's groups has found. */
const sayOf = (pattern: RegExp, of: (name: string) => string, remedy?: string): Explanation => ({
  pattern,
  explain: (match) => {
    const message = of(match.slice(1).find((group) => group !== undefined) ?? '');
    return remedy === undefined ? { message } : { message, remedy };
  },
});

export const END: Words = {
  message: 'The code ends too early: something that was opened is not closed.',
  remedy: 'Look for a missing } or ) or ].',
};
export const BEFORE = 'Look just before it: a bracket, a comma, an operator or a value may be missing.';

export const syntaxExplanations: readonly Explanation[] = [
  say(
    /in JSON at position|^JSON\.parse:|^JSON Parse error|not valid JSON/,
    'This text is not JSON.',
    'Print it before it is read.',
  ),
  say(/Only one 'default' export|'\.default' has already/, 'There are two export default.', 'Take one of them away.'),
  {
    pattern: /Unexpectedly reached the end|Unexpected end of input|Unexpected EOF|got end of script/,
    explain: () => END,
  },
  say(
    /Unterminated string|string literal contains an unescaped line break/,
    'This text has no closing quote.',
    'Close it with the same quote on the same line.',
  ),
  say(/Unterminated template|`` literal not terminated/, 'This text has no closing `.', 'Close it with a backtick.'),
  say(/[Uu]nterminated (?:multi-?line )?comment/, 'This comment has no end.', 'Close it with */.'),
  say(/[Uu]nterminated regular expression|Invalid regular expression: missing \/$/, 'This pattern has no closing /.'),
  sayOf(
    /Identifier '([^']+)' has already been declared|redeclaration of (?:let|const|var|function|class|import|formal parameter) (\S+)|Cannot declare an? \w+ variable twice: '([^']+)'|Cannot declare an? \w+(?: variable)? that shadows [^:']*:? ?'([^']+)'/,
    (name) => `${name} is declared twice.`,
    'Give one of them another name, or leave out the second const or let.',
  ),
  sayOf(
    /Duplicate export of '([^']+)'|duplicate export name '([^']+)'|Cannot export a duplicate name '([^']+)'/,
    (name) => (name === 'default' ? 'There are two export default.' : `${name} is exported twice.`),
    'Take one of them away.',
  ),
  sayOf(
    /Export '([^']+)' is not defined in module|local binding for export '([^']+)' not found|Exported binding '([^']+)' needs/,
    (name) => `${name} is exported, but there is no ${name}.`,
    'Check the spelling, or declare it.',
  ),
  say(
    /Missing initializer in const|missing = in const|const declared variable '[^']+' must have an initializer/,
    'A const needs a value at once.',
    'Write const name = value, or use let.',
  ),
  say(
    /Illegal return statement|return not in function|Return statements are only valid inside functions/,
    'This return stands outside of every function.',
    'Look for a } too many above it.',
  ),
  sayOf(
    /Illegal (break|continue) statement|^(?:unlabeled )?(break|continue) must be inside|'(break|continue)' is only valid inside/,
    (word) => `This ${word} stands outside of every loop.`,
    'Look for a } too many above it.',
  ),
  say(
    /await is only valid|await is a reserved identifier/,
    'await stands in a function that is not async.',
    'Write async before the function.',
  ),
  say(
    /Invalid left-hand side in assignment|invalid assignment left-hand side|Left side of assignment is not a reference/,
    'What stands left of the = cannot get a value.',
    'To compare, write ===.',
  ),
  say(
    /missing \) after argument list|Expected '\)' to end an argument list/,
    'A call is not closed, or a comma is missing between two of its arguments.',
    'Look for a missing ) or a missing comma.',
  ),
  say(
    /missing \] after element list|Expected either a closing '\]'/,
    'A list is not closed.',
    'Look for a missing ] or a missing comma.',
  ),
  sayOf(
    /Unexpected token '(.+?)'|Unexpected keyword '(.+?)'|expected expression, got (?:keyword )?'(.+?)'|unexpected token: (?:keyword )?'(.+?)'|Invalid character: '(.+?)'/,
    (token) => `${token} is not expected here.`,
    BEFORE,
  ),
  {
    pattern: /Unexpected (identifier|number|string)|unexpected token: (identifier|numeric literal|string literal)/,
    explain: ([, chromium, firefox]) => {
      const thing = (chromium ?? firefox)!.split(' ')[0]!;
      const word = thing === 'identifier' ? 'name' : thing === 'string' ? 'text' : 'number';
      return { message: `A ${word} is not expected here.`, remedy: BEFORE };
    },
  },
  say(
    /Invalid or unexpected token|illegal character|identifier starts immediately after numeric|No identifiers allowed directly after/,
    'A sign is not expected here.',
    'Look for a missing quote, or for a number and letters without a space.',
  ),
];

const PAGE_NAMES = /^(window|document|localStorage|sessionStorage|alert|prompt|confirm|parent|top|location|navigator)$/;

/** `name`, `[3]`, `Symbol.iterator`: as one writes it after what it belongs to. */
const access = (key: string): string => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`);

/** What was asked of nothing, as far as the browser tells. */
function nothingThere(nothing: string, what: string | undefined, key: string | undefined): Words {
  const subject = what ?? (key === undefined ? 'A value' : `What stands before ${access(key)}`);
  return {
    message: key === undefined ? `${subject} is ${nothing}.` : `${subject} is ${nothing}: it has no ${access(key)}.`,
    remedy: 'Print it on the line before. An index may be past the end, or a function may return nothing.',
  };
}

const LENGTH = 'It must be a whole number of at least 0 that fits in memory. Print it on the line before.';

export const runtimeExplanations: readonly Explanation[] = [
  {
    pattern: /^(\S+) is not defined$|^Can't find variable: (\S+)$|^assignment to undeclared variable (\S+)$/,
    explain: ({ 1: chromium, 2: webkit, 3: firefox }) => {
      const name = chromium ?? webkit ?? firefox ?? '';
      return {
        message: `${name} is not defined`,
        remedy: PAGE_NAMES.test(name)
          ? 'Your code runs apart from the page. Show results with console.log, show or plot.'
          : 'Check the spelling. A name must be declared with const or let, or imported, before it is used.',
      };
    },
  },
  // Before what is undefined: these speak of going through something that is.
  say(
    /is not iterable|not a function \(near '\.\.\.|\[Symbol\.iterator\]|property Symbol\.iterator|\(evaluating '\S+ of /,
    'What should be gone through is not a list.',
    'Only lists, vectors and the like can be gone through with of, taken apart with [ ] or spread with ...',
  ),
  {
    pattern: /^Cannot (?:read|set) properties of (undefined|null) \((?:reading|setting) '(.*)'\)/,
    explain: ([, nothing, key]) => nothingThere(nothing!, undefined, key),
  },
  {
    pattern:
      /^can't access property "?(.+?)"?, (.+) is (undefined|null)$|^can't access property "?(.+?)"? of (undefined|null)$/,
    explain: ([, key, what, nothing, only, less]) => nothingThere((nothing ?? less)!, what, key ?? only),
  },
  {
    pattern: /^(undefined|null) is not an object \(evaluating '(.*)'\)$/,
    explain: ([, nothing, code]) => {
      // What stands before the last dot or bracket, if the code is as simple as that.
      const parts = /^([\w$.[\]]+?)(?:\.([\w$]+)|\[([\w$]+)\])(?: [-+*/%]?= .*)?$/.exec(code!);
      if (parts) return nothingThere(nothing!, parts[1], parts[2] ?? (/^\d+$/.test(parts[3]!) ? parts[3] : undefined));
      return nothingThere(nothing!, `Something in ${code}`, undefined);
    },
  },
  say(
    /^Cannot destructure property|^\(destructured parameter\) is|^null has no properties|^Right side of assignment cannot be destructured/,
    'What should be taken apart with { } is undefined or null.',
    'Print it on the line before. A function may return nothing, or was called without this argument.',
  ),
  {
    pattern: /^(.+) is (undefined|null)$/,
    explain: ([, what, nothing]) => nothingThere(nothing!, what, undefined),
  },
  {
    pattern: /^(.+?) is not a function/,
    explain: ([, what]) => ({
      message: `${what} is not a function`,
      remedy: 'Check the spelling, and what was given as an argument.',
    }),
  },
  {
    pattern: /^(.+?) is not a constructor/,
    explain: ([, what]) => ({
      message: `${what} cannot be made with new.`,
      remedy: 'Leave out new, or check the spelling.',
    }),
  },
  say(
    /^Assignment to constant variable|^invalid assignment to const/,
    'A const cannot get another value.',
    'Declare it with let if it must change.',
  ),
  say(
    /^Cannot assign to read only property|^".+" is read-only$|^Attempted to assign to readonly property|^Cannot set property .+ which has only a getter|^setting getter-only property|^Cannot (?:add|define) property|^can't define (?:property|array index)|^Attempting to define property on object that is not extensible/,
    'This cannot be changed: it is a const, or it was made to stay as it is.',
    'Declare it with let if it must change, or change a copy.',
  ),
  sayOf(
    /^Cannot access '(.+)' before initialization|^can't access lexical declaration '(.+)' before|^(Cannot access uninitialized variable)/,
    (name) => `${name.includes(' ') ? 'A name' : name} is used before it has a value.`,
    'Move its const or let above the line that uses it.',
  ),
  say(
    /^Maximum call stack size exceeded|^too much recursion/,
    'A function calls itself, or others in a circle, without an end.',
    'Give it a case in which it returns without calling.',
  ),
  say(
    /^Invalid (?:string length|count value)|repeat count must|String\.prototype\.repeat argument/,
    'A text of this length cannot be made.',
    LENGTH,
  ),
  say(
    /[Ii]nvalid (?:typed )?array length|^Array length must be|^length (?:too large|cannot be negative)|Array buffer allocation failed|^Invalid array buffer length/,
    'A list of this length cannot be made.',
    LENGTH,
  ),
  say(
    /^offset is out of bounds|^source array is too long|^Range consisting of offset and length/,
    'set was given more numbers than there is room for.',
    'Compare the two lengths.',
  ),
  say(
    /^[Rr]educe of empty array with no initial value/,
    'reduce has nothing to begin with: the list is empty.',
    'Give it a second argument, such as 0.',
  ),
  say(
    /^Cannot mix BigInt|^can't convert BigInt to number|^Invalid mix of BigInt/,
    'A number with n at its end cannot be mixed with others.',
    'Leave out the n, or write Number( ) around it.',
  ),
  say(
    /circular structure to JSON|^cyclic object value|cannot serialize cyclic/,
    'This object contains itself, so it cannot be written as JSON.',
  ),
  say(
    /^Class constructor .+ cannot be invoked|^class constructors must be invoked|^Cannot call a (?:class )?constructor without|constructor cannot be invoked without 'new'|constructor without new is forbidden/,
    'A class cannot be called like a function.',
    'Write new before it.',
  ),
  say(
    /dynamically imported module|module specifier|bare specifier|importing a module script failed|does not resolve to a valid URL|Cross-origin script load/i,
    'This module cannot be imported here.',
    "Only 'lab' and 'tf' can.",
  ),
];
