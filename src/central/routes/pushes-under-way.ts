// How many pushes are taken in at once: each holds its body in memory, so beyond a number the next is told to wait.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '#shared/problems.ts'

export class PushesUnderWay {
  readonly #most: number
  readonly #underWay = new Set<FastifyRequest>()

  constructor(most: number) {
    this.#most = most
  }

  /** Counts requests that carry entries from before their body is read until they are answered or broken off. */
  limit(app: FastifyInstance): void {
    app.addHook('onRequest', async (request) => {
      if (request.method !== 'POST' || request.routeOptions.config.access !== 'device') return
      if (this.#underWay.size >= this.#most) throw new Problem('central.busy')
      this.#underWay.add(request)
    })
    app.addHook('onResponse', async (request) => void this.#underWay.delete(request))
    app.addHook('onRequestAbort', async (request) => void this.#underWay.delete(request))
  }
}
