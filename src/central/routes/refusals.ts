// How a refusal looks: status and fixed words of its problem, whether a record, Fastify or Node's parser met the fault.
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply } from 'fastify'
import { Problem, problems, replyOf } from '#shared/problems.ts'
import { headersOfAll } from './headers.ts'

const json = 'application/json; charset=utf-8'

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.code === 'central.busy' || problem.code === 'central.stopping') reply.header('retry-after', '1')
  return reply
    .code(problems[problem.code].status)
    .headers(headersOfAll)
    .type(json)
    .send({ problem: replyOf(problem) })
}

/** Refuses an expectation that Node asks about before Fastify has seen the request. */
export function refuseRaw(response: ServerResponse): void {
  const body = JSON.stringify({ problem: replyOf(new Problem('application.input-refused')) })
  const length = { 'content-type': json, 'content-length': Buffer.byteLength(body) }
  response.writeHead(400, { ...headersOfAll, ...length, connection: 'close' })
  response.end(body)
}

/**
 * Refuses what Node could not even read as a request, or what came too slowly, and closes the connection. One on which
 * nothing was asked is closed without a word: browsers open some ahead, and would take a word for the answer to what they
 * send at that very moment; finding it closed, they ask again on another.
 */
export function refuseUnread(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesRead === 0) {
    socket.destroy()
    return
  }
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW'
  const problem = new Problem(tooLarge ? 'application.input-too-large' : 'application.input-refused')
  const body = JSON.stringify({ problem: replyOf(problem) })
  const lines = Object.entries({
    ...headersOfAll,
    'content-type': json,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  const reason = tooLarge ? 'Content Too Large' : 'Bad Request'
  socket.end(`HTTP/1.1 ${problems[problem.code].status} ${reason}\r\n${lines.join('')}\r\n${body}`)
}

/** The problem behind an error of Fastify's: nothing of its own message is passed on, for it may quote the input. */
export function problemBehind(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { code, statusCode } = error as { readonly code?: unknown; readonly statusCode?: unknown }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem('application.input-too-large')
  if (code === 'FST_ERR_HANDLER_TIMEOUT') return new Problem('central.busy', { detail: code })
  const status = typeof statusCode === 'number' ? statusCode : 500
  const detail = typeof code === 'string' ? code : placeOf(error)
  return new Problem(status >= 400 && status < 500 ? 'application.input-refused' : 'application.unexpected', { detail })
}

/** Name and places in our code: a message could hold what was sent. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no error'
  const places = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return [error.name, ...places.slice(0, 5).map((line) => line.trim())].join(' ')
}
