// How many bytes of pushes are taken in at once: they lie in memory, so beyond a number the next push is told to wait.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { mostBytes } from '#shared/central-api.ts'
import { Problem } from '#shared/problems.ts'

export class PushesUnderWay {
  readonly #most: number
  readonly #underWay = new Map<FastifyRequest, number>()

  constructor(most: number) {
    this.#most = most
  }

  /** Counts requests that carry entries from before their body is read until they are answered or broken off. */
  limit(app: FastifyInstance): void {
    app.addHook('onRequest', async (request) => {
      if (request.method !== 'POST' || request.routeOptions.config.access !== 'device') return
      const bytes = bytesOf(request)
      const before = [...this.#underWay.values()].reduce((sum, one) => sum + one, 0)
      if (before > 0 && before + bytes > this.#most) throw new Problem('central.busy')
      this.#underWay.set(request, bytes)
    })
    app.addHook('onResponse', async (request) => void this.#underWay.delete(request))
    app.addHook('onRequestAbort', async (request) => void this.#underWay.delete(request))
  }
}

/** What a request says that it will send; a body without a stated length may become as long as is allowed. */
function bytesOf({ headers }: FastifyRequest): number {
  const stated = Number(headers['content-length'])
  return Number.isSafeInteger(stated) && stated >= 0 ? Math.min(stated, mostBytes) : mostBytes
}
