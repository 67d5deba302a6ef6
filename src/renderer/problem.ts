// Makes and reads the problems that a page shows.
import { type ProblemCode, type ProblemReply, problems } from '#shared/problems.ts'
import { CallProblem } from './bridge.ts'

/** The problem of a code, for failures that are noticed on the page itself. */
export function problemOf(code: ProblemCode): CallProblem {
  const { sentence, next } = problems[code]
  return new CallProblem({ code, sentence, next, fields: [] })
}

/** The reply to show for anything caught: what is not a CallProblem is a fault of the page. */
export function replyFrom(caught: unknown): ProblemReply {
  return caught instanceof CallProblem ? caught.reply : problemOf('application.unexpected').reply
}
