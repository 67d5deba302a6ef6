// What the benchmark of sync uses of PouchDB and its HTTP interface, which come without types.
declare module 'pouchdb' {
  interface Replicated {
    readonly ok: boolean
    readonly docs_written: number
  }
  export default class PouchDB {
    static defaults(options: { readonly prefix: string }): typeof PouchDB
    constructor(name: string)
    bulkDocs(documents: readonly object[]): Promise<unknown>
    readonly replicate: {
      to(target: PouchDB, options: { readonly batch_size: number }): Promise<Replicated>
      from(source: PouchDB, options: { readonly batch_size: number }): Promise<Replicated>
    }
    close(): Promise<void>
  }
}

declare module 'express-pouchdb' {
  import type PouchDB from 'pouchdb'
  export default function expressPouchDB(
    database: typeof PouchDB,
    options: { readonly logPath: string; readonly inMemoryConfig: boolean },
  ): (request: unknown, response: unknown) => void
}

declare module 'express' {
  import type { Server } from 'node:http'
  export default function express(): {
    use(path: string, handler: (request: unknown, response: unknown) => void): void
    listen(port: number, host: string, listening: () => void): Server
  }
}
