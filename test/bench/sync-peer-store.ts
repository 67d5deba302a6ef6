// The peer's store in a process of its own: PouchDB behind express on 127.0.0.1, as its documentation sets it up.
import { join } from 'node:path'
import express from 'express'
import expressPouchDB from 'express-pouchdb'
import PouchDB from 'pouchdb'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('a folder is missing')

const databases = PouchDB.defaults({ prefix: `${folder}/` })
const app = express()
app.use('/', expressPouchDB(databases, { logPath: join(folder, 'log.txt'), inMemoryConfig: true }))
const listener = app.listen(0, '127.0.0.1', () => process.send?.(listener.address()))
process.on('disconnect', () => process.exit(0))
