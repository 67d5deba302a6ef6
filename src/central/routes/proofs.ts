// Asks every request for its proof, as far as its route demands one, before and after the body has come in.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { proofHeader } from '#shared/central-api.ts'
import type { DirectoryDeviceData } from '#shared/domain/directory-kinds.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { Problem } from '#shared/problems.ts'
import { keyOrNull } from '../records/enrolling.ts'
import { checkBody, checkRequest, checkSignature, type Nonces, type Proof, readProof } from '../records/proving.ts'
import type { Records } from '../records/records.ts'
import type { Caller } from '../records/store.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** SHA-256 of the body as it came, in hex; that of nothing where there is none. */
    bodyHash: Hash
    proof: Proof | null
    caller: Caller | null
  }
}

const hashOfNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

export function addProofs(app: FastifyInstance, records: Records, nonces: Nonces): void {
  app.decorateRequest('bodyHash', hashOfNothing)
  app.decorateRequest('proof', null)
  app.decorateRequest('caller', null)
  app.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config
    if (access === 'public') return
    request.proof = readProof(headerOf(request))
    const { method, url } = request
    checkRequest(request.proof, { store: records.storeId, method, path: url }, nonces)
    // Before the body is read: nobody else makes the store hold eight megabytes.
    if (access === 'device') request.caller = await callerOf(records, request.proof)
  })
  app.addHook('preValidation', async (request) => {
    if (request.proof !== null) checkBody(request.proof, request.bodyHash)
  })
}

/** Who asks, where the route demands a device of the directory. */
export function callerIn(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Problem('request.proof-missing')
  return request.caller
}

/** Throws Problem `request.proof-refused` unless the last of the devices signed the request, with the key it brings. */
export async function checkEnrolling(request: FastifyRequest, devices: readonly DirectoryDeviceData[]): Promise<void> {
  const last = devices.at(-1)
  if (request.proof === null) throw new Problem('request.proof-missing')
  if (last === undefined || request.proof.device !== last.device) {
    throw new Problem('request.proof-refused', { detail: 'not the last of the devices' })
  }
  await checkSignature(request.proof, keyOrNull(last.publicKey) ?? new Uint8Array())
}

async function callerOf(records: Records, proof: Proof): Promise<Caller> {
  const device = await records.deviceInUse(proof.device)
  if (device === null) throw new Problem('device.unknown')
  await checkSignature(proof, device.publicKey)
  return { device: device.device, person: device.person }
}

function headerOf(request: FastifyRequest): string | undefined {
  const header = request.headers[proofHeader]
  return typeof header === 'string' ? header : undefined
}
