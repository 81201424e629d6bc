import { describe, expect, it } from 'vitest';
import { lineInStack } from '../../../src/lib/sandbox/runtime/stack.ts';

/** WebKit shows the whole text of the runtime, which has the name of the reader's file in it. */
const RUNTIME =
  'data:text/javascript;charset=utf-8,var%20e%3DObject.defineProperty%2Ct%3Dnew%20RegExp(%22your-code.ts%3A2%22)%3B%2F%2F%20@your-code.ts:9:9%0A%2F%2F%23%20sourceURL%3Dsandbox-runtime.js';
const TF = 'data:text/javascript;charset=utf-8;file=tensorflow.js,const%7Bnavigator%3Ae%7D%3DglobalThis';
const OWN =
  "data:text/javascript;charset=utf-8;file=your-code.ts,import%20%7B%20dot%20%7D%20from%20%22data%3Atext%2Fjavascript%3Bfile%3Dlab%2Cexport%2520const%22%3B%0Af('a@b:1:2')%0A%2F%2F%23%20sourceURL%3Dyour-code.ts";

/** As recorded in the three browsers (the long texts of WebKit are cut), and the reader's own line. */
const stacks: Readonly<Record<string, readonly (readonly [line: number | undefined, rows: readonly string[]])[]>> = {
  'an error of lab': [
    [
      4,
      [
        'Error: dot expected two vectors',
        '    at le (sandbox-runtime.js:1:5368)',
        '    at f (your-code.ts:4:3)',
        '    at your-code.ts:7:3',
      ],
    ],
    [4, ['le@sandbox-runtime.js:1:5363', 'ue@sandbox-runtime.js:1:5553', 'f@your-code.ts:4:6', '@your-code.ts:7:3']],
    [4, [`le@${RUNTIME}:1:5368`, `f@${OWN}:4:6`, `module code@${OWN}:7:4`]],
  ],
  'an error at top level': [
    [2, ["TypeError: Cannot read properties of null (reading 'x')", '    at your-code.ts:2:6']],
    [2, ['@your-code.ts:2:1']],
    [2, [`module code@${OWN}:2:6`]],
  ],
  'a method, a class, an async function, a callback': [
    [3, ['Error', '    at get b [as b] (your-code.ts:3:5)', '    at your-code.ts:8:3']],
    [3, ['Error', '    at new A (your-code.ts:3:5)']],
    [3, ['Error', '    at async f (your-code.ts:3:9)']],
    [3, ['Error', '    at async Promise.all (index 0)', '    at async your-code.ts:3:9']],
    [3, ['get b@your-code.ts:3:5', '@your-code.ts:8:3']],
    [3, [`@${OWN}:3:15`, 'map@[native code]', `module code@${OWN}:2:10`]],
  ],
  'an error of TensorFlow.js': [
    [3, ['Error', '    at de (tensorflow.js:1:4290)', '    at your-code.ts:3:21']],
    [3, ['de@tensorflow.js:1:4290', 'runKernelFunc/<@tensorflow.js:5:13111', '@your-code.ts:3:21']],
    [3, [`de@${TF}:1:4295`, `@${TF}:5:13112`, `module code@${OWN}:3:22`]],
  ],
  'code that was made of text': [
    [
      2,
      [
        'TypeError',
        '    at eval (eval at <anonymous> (your-code.ts:2:3), <anonymous>:3:6)',
        '    at your-code.ts:2:25',
      ],
    ],
    [2, [`anonymous@${OWN} line 2 > Function:3:1`, '@your-code.ts:2:25']],
    [2, ['anonymous@', `module code@${OWN}:2:25`]],
    [2, ['eval code@', 'eval@[native code]', `module code@${OWN}:2:12`]],
  ],
  'what is not the reader’s': [
    [undefined, ['Error: a', '    at le (sandbox-runtime.js:1:5368)']],
    [undefined, ['default@check.ts:3:3', 'an@sandbox-runtime.js:13:4886']],
    [undefined, ['@', `rn@${RUNTIME}:11:3950`]],
    [undefined, ['Error: in your-code.ts:4:6', '    at check.ts:1:1']],
  ],
};

describe.each(Object.entries(stacks))('the line of %s', (_what, recorded) => {
  it.each(recorded)('is %s in %s', (line, rows) => {
    expect(lineInStack(rows.join('\n'))).toBe(line);
  });
});
