// Finds the words of a field's problem, so that summary and field say the same.
import type { FieldProblem } from '../../components/ErrorSummary.tsx'

export const wordsFor = (problems: readonly FieldProblem[], field: string): string | undefined =>
  problems.find((problem) => problem.field === field)?.words
