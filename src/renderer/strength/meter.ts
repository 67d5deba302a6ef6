// The dictionaries and the estimator of how many guesses a passphrase withstands; large, so loaded only where needed.
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common'
import { dictionary as english } from '@zxcvbn-ts/language-en'

/** Longer passphrases are judged by their beginning, so that the estimate never keeps anyone waiting. */
const JUDGED_LENGTH = 100

const estimator = new ZxcvbnFactory({
  dictionary: { ...common, ...english },
  graphs: adjacencyGraphs,
  maxLength: JUDGED_LENGTH,
})

/** 0 (known to everyone) to 4 (withstands any guessing). */
export const scoreOf = (passphrase: string): number => estimator.check(passphrase.slice(0, JUDGED_LENGTH)).score
