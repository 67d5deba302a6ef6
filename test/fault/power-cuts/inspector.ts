// Run as a process of its own, under strace: plays one script with the product's own services on vaults on the disk.
import { play, scenarios } from './scenarios.ts'

const [name, seed, deeds] = process.argv.slice(2)
const scenario = scenarios.find((known) => known === name)
if (scenario === undefined) throw new Error(`there is no scenario ${name}`)
await play(scenario, Number(seed), Number(deeds))
