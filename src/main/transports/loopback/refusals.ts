// How a refusal looks: the status and fixed words of its problem, whether Fastify or Node's parser met the fault.
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply } from 'fastify'
import { Problem, problems, replyOf } from '#shared/problems.ts'
import { headersOfAll } from './headers.ts'

const json = 'application/json; charset=utf-8'

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problems[problem.code].status)
    .headers(headersOfAll)
    .type(json)
    .send({ problem: replyOf(problem) })
}

/** Refuses before Fastify has seen the request. */
export function refuseRaw(response: ServerResponse, problem: Problem): void {
  const body = JSON.stringify({ problem: replyOf(problem) })
  response.writeHead(problems[problem.code].status, {
    ...headersOfAll,
    'content-type': json,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  })
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
  const status = typeof statusCode === 'number' ? statusCode : 500
  const detail = typeof code === 'string' ? code : 'no code'
  return new Problem(status >= 400 && status < 500 ? 'application.input-refused' : 'application.unexpected', { detail })
}
