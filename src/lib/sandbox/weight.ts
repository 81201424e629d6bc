import type { Inspected, Shown } from './contract.ts';

/** The parts and letters of a value, in lines of a console. */
function weightOfValue(value: Inspected): number {
  switch (value.kind) {
    case 'vector':
      return value.head.length / 100;
    case 'matrix':
      return (value.head.length * (value.head[0]?.length ?? 0)) / 20;
    case 'list':
      return value.items.reduce((sum, item) => sum + 0.05 + weightOfValue(item), 0);
    case 'object':
      return value.entries.reduce((sum, [, item]) => sum + 0.05 + weightOfValue(item), 0);
    case 'error':
      return (value.name.length + value.message.length) / 500;
    default:
      return value.text.length / 500;
  }
}

/** What it costs to send a thing, to keep it and to draw it; a short line of the console is 1. */
export function weightOf(shown: Shown): number {
  switch (shown.kind) {
    case 'console':
      return shown.values.reduce((sum, value) => sum + weightOfValue(value), 1);
    case 'picture':
      return 2 + shown.pixels.length / 2000;
    case 'bars':
      return 2 + shown.values.length / 20;
    case 'plot':
      return shown.series.reduce((sum, { x }) => sum + x.length / 100, 10);
    case 'dropped':
      return 0;
  }
}
