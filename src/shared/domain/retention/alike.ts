// Records of one inspection that are alike in all that any rule asks are reckoned once.
import type { Explain } from './explain.ts'
import type { Explanation } from './explanation.ts'
import type { RecordFacts } from './facts.ts'
import type { RetentionPack } from './rules.ts'

/**
 * A maker of explainers, each for the records of one inspection on one day: these differ in people and categories alone,
 * and of categories only those make a difference that a rule names or that the pack does not know. The explanation of a
 * record then bears the id of the first that was like it.
 */
export function explainingAlike(pack: RetentionPack, explain: Explain): () => Explain {
  const rules = [...pack.remits.flatMap(({ retention }) => retention), ...pack.childrenInNeed.retention]
  const named = new Set(rules.flatMap(({ categories }) => categories))
  const plain = new Set(pack.lists.categories.map(({ id }) => id).filter((id) => !named.has(id)))
  const keyOf = ({ subjects, categories }: RecordFacts): string =>
    `${subjects.join(' ')}, ${categories.filter((category) => !plain.has(category)).join(' ')}`
  return () => {
    const explained = new Map<string, Explanation>()
    return (facts, asOf) => {
      const key = keyOf(facts)
      const known = explained.get(key)
      if (known !== undefined) return known
      const explanation = explain(facts, asOf)
      explained.set(key, explanation)
      return explanation
    }
  }
}
