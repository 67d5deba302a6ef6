// The words of the records managers' work, holds and disposal, and of what came too late for a disposal.
import { certificate } from './orders/certificate.ts'
import { disposal } from './orders/disposal.ts'
import { holds } from './orders/holds.ts'
import { late } from './orders/late.ts'

export const orders = { ...holds, ...disposal, ...certificate, ...late } as const
