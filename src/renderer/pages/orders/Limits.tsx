// What a certificate cannot promise, said plainly: paper, disks, backups, devices that are silent, what came too late.
import { message } from '../../messages.ts'
import { type Certificate, leftBehind, type PostOf, personInWords } from './certificate-words.ts'
import { referenceOf } from './order-words.ts'

interface Props {
  readonly certificate: Certificate
  readonly post: PostOf
}

export function Limits({ certificate, post }: Props) {
  const { outstanding } = certificate
  const left = leftBehind(certificate)
  return (
    <ul className="govuk-list govuk-list--bullet govuk-list--spaced">
      {(['paper', 'disk', 'backups'] as const).map((limit) => (
        <li key={limit}>{message(`certificate.limits.${limit}`)}</li>
      ))}
      <li>
        {message(outstanding.length === 0 ? 'certificate.limits.devices.none' : 'certificate.limits.devices')}
        {outstanding.length === 0 ? null : (
          <ul className="govuk-list govuk-list--bullet">
            {outstanding.map(({ by, device }) => (
              <li key={device}>
                {message('certificate.limits.device', { name: personInWords(by, post), device: referenceOf(device) })}
              </li>
            ))}
          </ul>
        )}
      </li>
      <li>
        {left === 0 ? message('certificate.limits.left.none') : message('certificate.limits.left', { count: left })}
      </li>
    </ul>
  )
}
