// Makes a forked process of Node's look like a utility process of Electron: a parent port, and no channel of Node's.
type Hear = (event: { readonly data: unknown }) => void

const send = process.send?.bind(process)
const port = {
  postMessage: (message: unknown) => void send?.(message, undefined, undefined, () => {}),
  on: (_name: 'message', hear: Hear) => void process.on('message', (data) => hear({ data })),
}
Object.defineProperty(process, 'parentPort', { value: port })
Object.defineProperty(process, 'send', { value: undefined })
// Electron ends its utility processes with itself.
process.on('disconnect', () => process.exit(0))
