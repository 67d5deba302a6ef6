// The storage on SQLite: one connection that writes, one transaction at a time, and one that reads what is committed.
import type { Storage, Writing } from '../Storage.ts'
import { type Connection, openReading, openWriting } from './open.ts'
import { asProblem } from './problems.ts'
import { SqliteReading } from './reading.ts'
import { SqliteWriting } from './writing.ts'

/** Opens the store's database at `file`, making it where it is missing. Throws Problems as `openWriting` does. */
export function openStorage(file: string): Storage {
  try {
    const writing = openWriting(file)
    return new SqliteStorage(writing, openReading(file))
  } catch (error) {
    throw asProblem(error)
  }
}

/** Opens the database of a store that may be running, to look at one moment of it. Throws `organisation.missing` where there is none. */
export function openToLookAt(file: string): SqliteReading & { readonly close: () => Promise<void> } {
  try {
    const connection = openReading(file)
    // All that is read from here on is of one moment, whatever the store takes meanwhile.
    connection.run('begin')
    return Object.assign(new SqliteReading(connection), { close: async () => connection.close() })
  } catch (error) {
    throw asProblem(error)
  }
}

class SqliteStorage extends SqliteReading implements Storage {
  readonly #connection: Connection
  readonly #writing: SqliteWriting
  /** The end of the last transaction that was asked for: the next one begins after it. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(writing: Connection, reading: Connection) {
    super(reading)
    this.#connection = writing
    this.#writing = new SqliteWriting(writing)
  }

  async write<T>(work: (writing: Writing) => Promise<T>): Promise<T> {
    const mine = this.#last.then(async () => this.#transaction(work))
    this.#last = mine.catch(() => {})
    return mine
  }

  async #transaction<T>(work: (writing: Writing) => Promise<T>): Promise<T> {
    try {
      this.#connection.run('begin immediate')
    } catch (error) {
      throw asProblem(error)
    }
    try {
      const result = await work(this.#writing)
      this.#connection.run('commit')
      return result
    } catch (error) {
      this.#rollBack()
      throw asProblem(error)
    }
  }

  // Bodies are emptied where they lie, and `secure_delete` overwrites what they leave with zeros: old states are in the log.
  async scrub(): Promise<boolean> {
    const mine = this.#last.then(() => {
      try {
        return this.#connection.emptyLog()
      } catch (error) {
        throw asProblem(error)
      }
    })
    this.#last = mine.catch(() => {})
    return mine
  }

  /** Some faults, such as a full disk, have ended the transaction already. */
  #rollBack(): void {
    try {
      this.#connection.run('rollback')
    } catch {
      // There was nothing left to undo.
    }
  }

  async close(): Promise<void> {
    await this.#last
    this.connection.close()
    this.#connection.close()
  }
}
