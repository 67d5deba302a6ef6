// Checkpoints: the store's signed word that a log has this size and this root (docs/protocol.md section 6, c2sp.org/tlog-checkpoint).
import { Problem } from '../problems.ts'
import { fromBase64, fromHex, toBase64, toHex } from './bytes.ts'
import type { Sha256, VerifySignature } from './entry.ts'
import { type Hash, hashSchema } from './ids.ts'
import { type NoteKey, noteOf, textOfNote } from './signed-note.ts'

/** A log is a compartment in one epoch; `size` counts its leaves. */
export interface Checkpoint {
  readonly organisation: Hash
  readonly compartment: Hash
  readonly epoch: number
  readonly size: number
  readonly root: Hash
}

/** The exact text that is signed: origin, size, root in base64, a newline after each. */
export function checkpointBody(checkpoint: Checkpoint): string {
  const { organisation, compartment, epoch, size, root } = checkpoint
  return `fieldbook/${organisation}/${compartment}/${epoch}\n${size}\n${toBase64(fromHex(root))}\n`
}

/** The checkpoint as it is sent: a note signed by the store's key, 32 raw bytes. */
export function signedNote(
  checkpoint: Checkpoint,
  publicKey: Uint8Array,
  sha256: Sha256,
  sign: (message: Uint8Array) => Uint8Array,
): string {
  return noteOf(checkpointBody(checkpoint), storeKeyOf(checkpoint.organisation, publicKey), sha256, sign)
}

/**
 * Reads and verifies a note; throws Problem `checkpoint.refused` unless it is exactly one signature by this key
 * over a checkpoint of this organisation's compartment, in its one spelling.
 */
export function readCheckpoint(
  note: string,
  expected: Readonly<Pick<Checkpoint, 'organisation' | 'compartment'>>,
  publicKey: Uint8Array,
  sha256: Sha256,
  verifySignature: VerifySignature,
): Checkpoint {
  const text = textOfNote(note, storeKeyOf(expected.organisation, publicKey), sha256, verifySignature)
  if (text === null) throw refused('the note does not carry the one signature of the store')
  const checkpoint = checkpointIn(text, expected)
  if (checkpoint === null || checkpointBody(checkpoint) !== text) {
    throw refused('the signed text is no checkpoint of this compartment')
  }
  return checkpoint
}

// Reads loosely: the caller writes the checkpoint again and compares, which leaves it one spelling.
function checkpointIn(text: string, expected: Pick<Checkpoint, 'organisation' | 'compartment'>): Checkpoint | null {
  const [origin = '', size = '', root = ''] = text.split('\n')
  const epoch = Number(origin.split('/')[3])
  const read = { ...expected, epoch, size: Number(size), root: rootIn(root) }
  const counts = Number.isSafeInteger(read.size) && read.size >= 0 && Number.isSafeInteger(epoch) && epoch >= 1
  return counts && hashSchema.safeParse(read.root).success ? read : null
}

function rootIn(text: string): string {
  try {
    return toHex(fromBase64(text))
  } catch {
    return ''
  }
}

function storeKeyOf(organisation: Hash, publicKey: Uint8Array): NoteKey {
  return { name: `fieldbook/${organisation}`, publicKey }
}

function refused(detail: string): Problem {
  return new Problem('checkpoint.refused', { detail })
}
