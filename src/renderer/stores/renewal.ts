// Asks again when news comes: never twice at once, and once more when news came while an answer was awaited.
import { concerns, type Interest, onNews } from './news.ts'

/** Returns a function to call as often as one likes; `ask` never runs twice at the same time. */
export function oneAtATime(ask: () => Promise<unknown>): () => void {
  let asking = false
  let again = false
  const run = async () => {
    asking = true
    do {
      again = false
      // Whoever asks shows their own problem; news that follow are still worth an answer.
      await ask().catch(() => undefined)
    } while (again)
    asking = false
  }
  return () => {
    if (asking) again = true
    else void run()
  }
}

/** Keeps what `ask` shows up to date; returns the function that ends this. */
export function renewWith(interest: Interest, ask: () => Promise<unknown>): () => void {
  const renew = oneAtATime(ask)
  return onNews((news) => {
    if (concerns(news, interest)) renew()
  })
}
