// The table that is printed and the JSON that is kept: ratios first, because they mean the same on every machine.
import { type Figure, met, ratioOf } from './figures.ts'

const verdicts = { true: 'met', false: 'NOT MET', null: '' } as const

function rounded(value: number): number {
  return Number(value.toPrecision(3))
}

function goalText({ goal, unit }: Figure): string {
  if (goal === null) return ''
  const bound = 'most' in goal ? `<= ${goal.most}` : `>= ${goal.least}`
  return goal.of === 'ratio' ? `ratio ${bound}` : `${bound} ${unit}`
}

function cells(figure: Figure): readonly string[] {
  const { name, value, unit, peer } = figure
  const ratio = ratioOf(figure)
  return [
    name,
    `${rounded(value)} ${unit}`,
    peer === null ? '' : `${peer.name}: ${rounded(peer.value)} ${unit}`,
    ratio === null ? '' : String(rounded(ratio)),
    goalText(figure),
    verdicts[`${met(figure)}`],
  ]
}

export function tableOf(figures: readonly Figure[]): string {
  const rows = [['figure', 'measured', 'peer in the same run', 'ratio', 'goal', ''], ...figures.map(cells)]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export function jsonOf(seed: number, figures: readonly Figure[]): string {
  const entries = figures.map((figure) => {
    const { name, unit, value, peer, goal } = figure
    const ratio = ratioOf(figure)
    return {
      name,
      ratio: ratio === null ? null : rounded(ratio),
      goal: goal === null ? null : goalText(figure),
      met: met(figure),
      unit,
      value: rounded(value),
      peer: peer === null ? null : { name: peer.name, value: rounded(peer.value) },
    }
  })
  return `${JSON.stringify({ seed, node: process.versions.node, figures: entries }, null, 2)}\n`
}
