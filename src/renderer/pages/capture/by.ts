// Names who did something, saying where it was the reader.
import { message } from '../../messages.ts'

export function nameOf({ name, me }: { readonly name: string; readonly me: boolean }): string {
  return me ? message('card.me', { name }) : name
}
