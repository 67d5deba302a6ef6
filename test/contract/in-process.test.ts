// The contract, asked of dispatch in this process.
import { inProcess } from './callers.ts'
import { contractSuite } from './suite.ts'

contractSuite(inProcess)
