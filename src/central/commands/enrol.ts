// `npm run central -- enrol`: makes a one-time code that lets one person of a trial in, or gives them a new device.
import { join } from 'node:path'
import type { DirectoryPerson } from '#shared/domain/directory.ts'
import type { Role } from '#shared/domain/directory-kinds.ts'
import { codeId, codeText } from '#shared/domain/enrolment.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { Problem } from '#shared/problems.ts'
import { leaveCode } from '../codes.ts'
import { random, sha256 } from '../crypto.ts'
import { databaseFile, lastAddress } from '../index.ts'
import { Organisation } from '../records/organisation.ts'
import { openToLookAt } from '../storage/sqlite/storage.ts'
import { say } from '../terminal.ts'

export interface Enrolling {
  readonly name: string
  readonly post: string
  readonly body: string
  readonly roles: readonly Role[]
  /** For somebody who is enrolled already and needs a new device. */
  readonly again: boolean
  /** The first digits of a person's id, where the name does not say enough. */
  readonly person: string | null
  /** Where the store is to be reached; where it listened last when null. */
  readonly address: string | null
}

const secretBytes = 16

/** Prints the code; the exit code is 2 when the name or the id does not lead to one person. */
export async function enrol(folder: string, port: number, enrolling: Enrolling): Promise<0 | 2> {
  const { id, directory } = await organisationIn(folder)
  if (!directory.trial) throw new Problem('organisation.not-trial')
  const { root, store } = directory
  if (root === null || store === null) throw new Problem('central.damaged', { detail: `directory ${id}` })
  const person = enrolling.again ? onePerson(directory.persons(), enrolling) : null
  if (enrolling.again && person === null) return 2
  const secret = random(secretBytes)
  const { name, post, body, roles } = enrolling
  const record = { code: codeId(sha256, secret), secret, name, post, body, roles, person }
  leaveCode(folder, record, Date.now())
  const address = enrolling.address ?? lastAddress(folder) ?? `http://127.0.0.1:${port}`
  say(codeText({ address, store: store.device, root: root.device, secret }, sha256))
  say('', `Copy that line into ${name}'s Fieldbook within ten minutes. It works once.`)
  return 0
}

async function organisationIn(folder: string): Promise<Organisation> {
  const storage = openToLookAt(join(folder, databaseFile))
  try {
    return await Organisation.open(storage)
  } finally {
    await storage.close()
  }
}

function onePerson(persons: readonly DirectoryPerson[], { name, person }: Enrolling): Hash | null {
  const found = persons.filter((known) => known.name === name && known.person.startsWith(person ?? ''))
  const [only] = found
  if (found.length === 1 && only !== undefined) return only.person
  const listed = found.length > 0 ? found : persons
  say(
    found.length > 0 ? `Several persons are called ${name}:` : `Nobody is enrolled as ${name}. Enrolled are:`,
    ...listed.map(
      (known) => `  ${known.person.slice(0, 12)}  ${[known.name, known.post, known.body].join('  ').trim()}`,
    ),
    'Say which one with --name and --person followed by the first digits.',
  )
  return null
}
