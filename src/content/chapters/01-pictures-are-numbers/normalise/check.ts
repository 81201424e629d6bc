import type { Check } from '../../../../lib/sandbox/check-contract.ts';

const wholeNumbers = 'A Uint8Array cannot hold 0.5 (its map gives a Uint8Array too), and floor or round cut it off. Put the results into a Float32Array.';

const check: Check = (reader, { judge, inputs, random, words }) => {
  /** An image whose darkest pixel is 200: what divides by the darkest shows itself. */
  const pale = inputs.greys('stroke').map((grey) => Math.round((200 * grey) / 255));
  return judge<[pixels: Uint8Array]>(reader, {
    name: 'normalise',
    takes: ['pixels'],
    questions: [
      { given: [inputs.greys('stroke')], what: words.images.stroke },
      { given: [pale], what: 'no pixel above 200' },
      { given: [inputs.greys('edges')], what: words.images.edges },
      { given: [inputs.greys('black')], what: words.images.black },
      { given: [inputs.greys('faint')], what: words.images.faint },
      { given: [Uint8Array.from({ length: 784 }, (_, i) => i % 256)], what: 'every grey from 0 to 255' },
      { given: [Uint8Array.from({ length: 784 }, () => random.integer(0, 128))], what: 'greys up to 127' },
      { given: [inputs.greys('blank')], what: words.images.blank },
    ],
    right: (pixels) => pixels.map((grey) => grey / 255),
    untouched: ['nothing-yet', (pixels) => pixels.map(() => 0), 'All 784 results are 0, for every image. Go through the pixels, and put each, divided by 255, in its place.'],
    mistakes: [
      ['not-divided', (pixels) => pixels, 'The values come out as they went in. Divide each by 255.'],
      ['flipped', (pixels) => pixels.map((grey) => 1 - grey / 255), 'Dark and light are exchanged: paper became 1 and ink 0. In this book paper is 0.'],
      ['minus-one-to-one', (pixels) => pixels.map((grey) => grey / 127.5 - 1), 'The results run from -1 to 1. Chapter 9 uses that scale; here 0 to 1 is asked for.'],
      ['divided-by-darkest', (pixels) => pixels.map((grey) => grey / Math.max(...pixels)), 'You divide by the darkest pixel of this image, so each image gets a scale of its own. Divide all by the same 255.'],
      ['divided-by-darkest', (pixels) => pixels.map((grey) => grey / Math.max(1, ...pixels)), 'You divide by the darkest pixel of this image, so each image gets a scale of its own. Divide all by the same 255.'],
      ['percent', (pixels) => pixels.map((grey) => (100 * grey) / 255), 'The results run from 0 to 100. They should run from 0 to 1.'],
      ['wrong-scale', (pixels) => pixels.map((grey) => grey / 256), 'You divide by 256. There are 256 grey values, but the largest is 255, and it should become exactly 1.'],
      ['wrong-scale', (pixels) => pixels.map((grey) => grey / 254), 'You divide by 254. The largest grey value is 255, and it should become exactly 1.'],
      ['whole-numbers', (pixels) => pixels.map((grey) => Math.round(grey / 255)), `The results are whole numbers, so every grey is lost. ${wholeNumbers}`],
      ['whole-numbers', (pixels) => pixels.map((grey) => Math.floor(grey / 255)), `The results are whole numbers, so every grey is lost. ${wholeNumbers}`],
      ['whole-numbers', (pixels) => pixels.map((grey) => Math.ceil(grey / 255)), `The results are whole numbers, so every grey is lost. ${wholeNumbers}`],
      ['missed-pixel', (pixels) => pixels.map((grey, i) => (i === 0 ? 0 : grey / 255)), 'The first pixel stays 0. The first index is 0.'],
      ['missed-pixel', (pixels) => pixels.map((grey, i) => (i === pixels.length - 1 ? 0 : grey / 255)), 'The last pixel stays 0. i should run while i < pixels.length.'],
    ],
    keep: 'Write into a new Float32Array; the grey values may be needed again.',
    shape: 'Give as many numbers as there are pixels.',
    sound: 'Read pixels[i] for i from 0 to 783.',
    example: ({ given: [pixels] }, { at: [i], told }) => `For instance pixels[${i}] = ${pixels[Number(i)]} should become ${pixels[Number(i)]} / 255 = ${told[0]}; yours is ${told[1]}.`,
    wrong: ['wrong-numbers', 'The shape is right, some of the numbers are not.'],
    pass: '0 stays 0, 255 becomes 1, and every grey lies between.',
  });
};

export default check;
