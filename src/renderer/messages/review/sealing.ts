// The words of the part in which an inspection is sealed for review.
export const sealing = {
  'inspection.part.team': 'Team',
  'inspection.part.seal': 'Seal',
  'seal.title': 'Seal for review',
  'seal.intro':
    'Sealing freezes what the inspection says now, so that a supervisor reviews exactly that. It works without a connection, and writing goes on afterwards.',
  'seal.alone':
    'This vault belongs to no organisation yet. A bundle sealed now waits on this device until you have joined one.',
  'seal.counts': 'What would be sealed',
  'seal.count.notes': 'Notes',
  'seal.count.revisions': 'Versions of notes',
  'seal.count.people': 'People',
  'seal.count.enquiries': 'Lines of enquiry',
  'seal.count.deleted': 'Deleted notes',
  'seal.count.conflicts': 'Notes with versions to settle',
  'seal.count.drafts': 'Drafts, which are not sealed',
  'seal.empty': 'There is no note to seal yet. Save a note first.',
  'seal.hindered': 'You can seal once every note under “Before you can seal” has what it lacks.',
  'seal.required': 'Before you can seal',
  'seal.required.intro':
    'These notes lack a tag that every note must have: what may be held, and for how long, follows from it.',
  'seal.gaps': 'Missing or unfinished',
  'seal.gaps.intro': 'You can seal without mending any of it. The supervisor sees it too.',
  'seal.gaps.none': 'Nothing is missing or unfinished.',
  'gap.draft': 'Draft',
  'gap.conflict': 'Versions to settle',
  'gap.no-category': 'No category',
  'gap.no-time': 'No time',
  'gap.no-area': 'No evaluation area',
  'gap.question-open': 'Question open',
  'gap.same-label': 'Same initials',
  'seal.submit': 'Seal for review',
  'seal.ask.title': 'Seal “{title}” for review?',
  'seal.ask.body': {
    one: '1 note is frozen as it stands now and shown to the supervisors of the team. A seal cannot be taken back.',
    other:
      '{count} notes are frozen as they stand now and shown to the supervisors of the team. A seal cannot be taken back.',
  },
  'seal.ask.drafts': {
    one: '1 draft is not part of it. Save it first if it should be.',
    other: '{count} drafts are not part of it. Save them first if they should be.',
  },
  'seal.ask.on': 'Writing goes on: you can change notes and seal again.',
  'seal.ask.yes': 'Seal it',
  'seal.ask.no': 'Do not seal now',
  'seal.done': 'The inspection was sealed for review.',
} as const
