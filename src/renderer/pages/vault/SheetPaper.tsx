// The recovery sheet as it stands on paper; printing this page prints only this part.
import { SummaryList } from '../../components/SummaryList.tsx'
import { momentWords } from '../../dates.ts'
import { message } from '../../messages.ts'
import { useSession } from '../../stores/session.ts'
import { codeGroups } from './code-groups.ts'
import { useVault } from './use-vault.ts'

export function SheetPaper({ code, made }: { readonly code: string; readonly made: string }) {
  const vault = useVault(useSession((state) => state.status?.open?.vault))
  const rows = [
    ...(vault
      ? [{ label: message('sheet.vault'), value: message('start.made-moment', { moment: momentWords(vault.made) }) }]
      : []),
    { label: message('sheet.made'), value: momentWords(made) },
  ]
  return (
    <section className="fb-paper" aria-labelledby="sheet-paper">
      <h2 className="govuk-heading-m" id="sheet-paper">
        {message('sheet.paper-title')}
      </h2>
      <h3 className="govuk-heading-s fb-paper__label">{message('sheet.code')}</h3>
      <Code groups={codeGroups(code)} />
      <SummaryList rows={rows} plain />
      <h3 className="govuk-heading-s">{message('sheet.how')}</h3>
      <ol className="govuk-list govuk-list--number">
        <li>{message('sheet.how-1')}</li>
        <li>{message('sheet.how-2')}</li>
        <li>{message('sheet.how-3')}</li>
      </ol>
      <p className="govuk-body">
        <strong>{message('sheet.keep')}</strong>
      </p>
    </section>
  )
}

/** Groups repeat within a code, so their place names them. */
function Code({ groups }: { readonly groups: readonly string[] }) {
  return (
    <p className="fb-code-groups" translate="no" data-recovery-code="">
      {groups.map((group, place) => (
        <span key={`${place}-${group}`}>{group} </span>
      ))}
    </p>
  )
}
