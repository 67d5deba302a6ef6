// Reads one line as bytes from the terminal, unseen, or from standard input: a passphrase never stands in arguments.
import type { ReadStream } from 'node:tty'

const newline = 0x0a
const carriageReturn = 0x0d
const interrupt = 0x03
const backspaces = [0x08, 0x7f]

/** The line without its end, as bytes that the caller overwrites after use. */
export async function readSecretLine(prompt: string): Promise<Uint8Array> {
  const input = process.stdin
  const terminal = input.isTTY ? input : null
  if (terminal !== null) process.stderr.write(prompt)
  terminal?.setRawMode(true)
  try {
    return await lineFrom(input)
  } finally {
    terminal?.setRawMode(false)
    if (terminal !== null) process.stderr.write('\n')
    input.pause()
  }
}

async function lineFrom(input: ReadStream | NodeJS.ReadStream): Promise<Uint8Array> {
  const typed: number[] = []
  for await (const chunk of input as AsyncIterable<Buffer>) {
    const ended = take(typed, chunk)
    chunk.fill(0)
    if (ended) break
  }
  const line = Uint8Array.from(typed)
  typed.fill(0)
  return normalised(line)
}

/** The page composes accented letters (NFC) before it encodes a passphrase; a terminal may send them in parts. */
function normalised(line: Uint8Array): Uint8Array {
  if (line.every((byte) => byte < 0x80)) return line
  const composed = Buffer.from(Buffer.from(line).toString('utf8').normalize('NFC'))
  line.fill(0)
  return composed
}

/** Adds bytes to what was typed; true when the line has ended. */
function take(typed: number[], chunk: Buffer): boolean {
  for (const byte of chunk) {
    if (byte === newline || byte === carriageReturn) return true
    if (byte === interrupt) process.exit(130)
    if (backspaces.includes(byte)) removeCharacter(typed)
    else typed.push(byte)
  }
  return false
}

/** Removes the last UTF-8 character: its continuation bytes and the byte that leads them. */
function removeCharacter(typed: number[]): void {
  while (((typed.at(-1) ?? 0) & 0b1100_0000) === 0b1000_0000) typed.pop()
  typed.pop()
}
