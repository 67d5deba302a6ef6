// The two fields in which a new passphrase is chosen.
import type { FieldProblem } from '../../components/ErrorSummary.tsx'
import { PassphraseField } from '../../components/PassphraseField.tsx'
import { message } from '../../messages.ts'
import { StrengthMeter } from './StrengthMeter.tsx'
import { type NewPassphrase, PASSPHRASE, PASSPHRASE_AGAIN } from './use-new-passphrase.ts'
import { wordsFor } from './words-for.ts'

interface Props {
  readonly passphrase: NewPassphrase
  readonly problems: readonly FieldProblem[]
  readonly label?: string
}

export function NewPassphraseFields({ passphrase, problems, label = message('passphrase.label') }: Props) {
  return (
    <>
      <PassphraseField
        label={label}
        labelSize="s"
        hint={message('passphrase.hint')}
        name={PASSPHRASE}
        ref={passphrase.first}
        onInput={passphrase.typed}
        error={wordsFor(problems, PASSPHRASE)}
        strength={<StrengthMeter judgement={passphrase.judgement} />}
      />
      <PassphraseField
        label={message('passphrase.again')}
        labelSize="s"
        name={PASSPHRASE_AGAIN}
        ref={passphrase.second}
        error={wordsFor(problems, PASSPHRASE_AGAIN)}
      />
    </>
  )
}
