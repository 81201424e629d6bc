import { readLink, writeLink } from '../systems/link.ts';
import { sameSettings } from '../systems/network.ts';
import { CLAIM_VERSION, ClaimError, networkOfClaim, readClaim, type Claim } from './claim.ts';
import { isOfClaim, keyOf, MARK, partsOf, settingsOfLink } from './says-claim.ts';

/*
 * A claim as the part of an address after #: the settings as every link has them, then what is said of them:
 *
 *   layers=64:relu,10&epochs=5&claim=1&right=9735&of=10000&seen=250000&by=simd-fused&maths=1b2c3d4e
 */

/** Longer ones are cut off by what passes them on. */
const LONGEST = 4000;

/** The claim as the part of an address after #. Throws a ClaimError if a link does not hold all of it. */
export function writeClaimLink(claim: Claim): string {
  const { arithmetic, imagesSeen, correct, of } = claim;
  const network = networkOfClaim(claim, '');
  const settings = writeLink(network);
  const { network: read, problems } = readLink(settings);
  if (problems.length > 0 || !sameSettings(read, network))
    throw new ClaimError('A link cannot say all settings of this network.');
  const link = `${settings}&${MARK}=${CLAIM_VERSION}&right=${correct}&of=${of}&seen=${imagesSeen}&by=${arithmetic.name}&maths=${arithmetic.maths}`;
  if (link.length > LONGEST)
    throw new ClaimError(`Its link would have ${link.length} letters, and more than ${LONGEST} get lost on the way.`);
  return link;
}

/** A whole number as a link writes it; what is none stays as it is, for the claim's own judgement. */
const numberIn = (text: string | null): unknown => (text !== null && /^\d{1,15}$/.test(text) ? Number(text) : text);

/** The claim that the part of an address after # makes. Throws a ClaimError that says in words what is wrong. */
export function readClaimLink(hash: string): Claim {
  if (hash.length > LONGEST)
    throw new ClaimError(`The link has ${hash.length} letters: no link of the book has so many.`);
  const keys = partsOf(hash).map(keyOf);
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice !== undefined) throw new ClaimError(`The link says “${twice.slice(0, 40)}” twice.`);
  if (!keys.includes('layers')) throw new ClaimError('The link says no layers.');
  const said = new URLSearchParams(partsOf(hash).filter(isOfClaim).join('&'));
  const { network, problems } = readLink(settingsOfLink(hash));
  if (problems.length > 0) throw new ClaimError(problems[0]!);
  const { specification, epochs, trainCount, validation } = network;
  return readClaim({
    version: numberIn(said.get(MARK)),
    specification,
    epochs,
    trainCount,
    validation,
    arithmetic: { name: said.get('by'), maths: said.get('maths') },
    imagesSeen: numberIn(said.get('seen')),
    correct: numberIn(said.get('right')),
    of: numberIn(said.get('of')),
  });
}
