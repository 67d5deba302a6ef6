// Who takes part in the demo: invented people of an invented inspectorate, with passphrases that are no secret.
import { join } from 'node:path'
import type { Role } from '#shared/domain/directory-kinds.ts'

export interface Player {
  readonly name: string
  readonly post: string
  readonly role: Role
  /** What the player opens their vault with. */
  readonly passphrase: string
  /** The folder of their application, inside the demo's. */
  readonly folder: string
}

export const organisation = 'Practice inspectorate'

export const cast = {
  inspector: {
    name: 'Rowan Ellis',
    post: 'Lead inspector',
    role: 'inspector',
    passphrase: 'lantern marsh copper violin',
    folder: 'inspector',
  },
  /** The script of the practice inspection calls its second author so. */
  colleague: {
    name: 'Tamsin Quillwater',
    post: 'Inspector',
    role: 'inspector',
    passphrase: 'orchard tinsel granite parade',
    folder: 'colleague',
  },
  supervisor: {
    name: 'Imogen Farthingale',
    post: 'Supervisor',
    role: 'supervisor',
    passphrase: 'pebble saffron ladder meadow',
    folder: 'supervisor',
  },
  whistleblowingLead: {
    name: 'Osric Penhaligon',
    post: 'Whistleblowing lead',
    role: 'whistleblowing-lead',
    passphrase: 'thimble harbour walnut comet',
    folder: 'whistleblowing-lead',
  },
  /** Two of them: what one proposes another one approves. */
  recordsManager: {
    name: 'Perpetua Greenslade',
    post: 'Records manager',
    role: 'records-manager',
    passphrase: 'barley cobalt whisper anchor',
    folder: 'records-manager',
  },
  otherRecordsManager: {
    name: 'Lucian Thorneycroft',
    post: 'Second records manager',
    role: 'records-manager',
    passphrase: 'velvet quarry juniper signal',
    folder: 'second-records-manager',
  },
} as const satisfies Record<string, Player>

/** Where the files of the demo's store lie. */
export function storeFolder(demo: string): string {
  return join(demo, 'central')
}

/** What FIELDBOOK_HOME names for a player's application. */
export function homeOf(demo: string, player: Player): string {
  return join(demo, player.folder)
}
