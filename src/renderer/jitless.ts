// Keeps zod from compiling with eval, which the content security policy forbids. Imported before anything that uses zod.
import { config } from 'zod'

config({ jitless: true })
