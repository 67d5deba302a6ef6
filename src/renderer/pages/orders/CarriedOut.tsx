// Which devices said that they destroyed one part, and the identifiers of the keys that went.
import { instantInWords } from '../../capture/time-words.ts'
import { Table } from '../../components/Table.tsx'
import { message } from '../../messages.ts'
import { type Certificate, keysDestroyed, type PostOf, personInWords } from './certificate-words.ts'
import { referenceOf } from './order-words.ts'

interface Props {
  readonly part: Certificate['parts'][number]
  readonly post: PostOf
}

const columns = ['person', 'device', 'when', 'bodies', 'keys', 'left'] as const
const numeric: ReadonlySet<string> = new Set(['bodies', 'keys', 'left'])

export function CarriedOut({ part, post }: Props) {
  const name = message(`certificate.part.${part.type}`)
  if (part.carriedOut.length === 0) {
    return <p className="govuk-body">{message('certificate.devices.none', { part: name })}</p>
  }
  return (
    <>
      <Table
        caption={message('certificate.devices', { part: name })}
        captionSize="s"
        columns={columns.map((column) => ({
          label: message(`certificate.column.${column}`),
          numeric: numeric.has(column),
        }))}
        rows={part.carriedOut.map(({ by, device, at, bodies, keys, left }) => ({
          key: device,
          cells: [
            personInWords(by, post),
            referenceOf(device),
            at === null ? message('certificate.when.unknown') : instantInWords(at),
            bodies,
            keys.length,
            left,
          ],
        }))}
      />
      <Keys name={name} keys={keysDestroyed(part)} />
    </>
  )
}

function Keys({ name, keys }: { readonly name: string; readonly keys: readonly string[] }) {
  if (keys.length === 0) return <p className="govuk-body">{message('certificate.keys.none', { part: name })}</p>
  return (
    <>
      <p className="govuk-body">{message('certificate.keys', { part: name })}</p>
      <ul className="govuk-list govuk-list--bullet">
        {keys.map((key) => (
          <li key={key} className="fb-hash">
            {key}
          </li>
        ))}
      </ul>
    </>
  )
}
