// Binds browser mode to 127.0.0.1 and a port that the system chooses (CRITERIA L1).
import type { FastifyInstance } from 'fastify'

/** Resolves to the origin, such as `http://127.0.0.1:40123`. */
export async function listen(app: FastifyInstance): Promise<string> {
  return app.listen({ host: '127.0.0.1', port: 0, exclusive: true })
}
