// The fields of a person of an inspection, and what must be mended before the person can be saved.
import { message } from '../messages.ts'
import type { FieldFault } from './faults.ts'

export interface PersonFields {
  initials: string
  role: string
  family: string
}

export const emptyPerson: PersonFields = { initials: '', role: '', family: '' }

/** Initials as the contract wants them: capital letters without dots and spaces. */
export function initialsOf(typed: string): string {
  return typed.replaceAll(/[\s.]/g, '').toLocaleUpperCase('en-GB')
}

export function personFaults({ initials, role, family }: PersonFields): readonly FieldFault[] {
  const faults: FieldFault[] = []
  const letters = initialsOf(initials)
  if (letters === '') faults.push({ field: 'initials', words: message('person.initials.missing') })
  else if (!/^\p{Lu}{1,4}$/u.test(letters)) faults.push({ field: 'initials', words: message('person.initials.wrong') })
  if (role === '') faults.push({ field: 'role', words: message('person.role.missing') })
  if (family.trim().length > 60) faults.push({ field: 'family', words: message('person.family.long') })
  return faults
}
