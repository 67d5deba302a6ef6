// The words of what came too late for a disposal, which only its writer still has.
export const late = {
  'late.title': 'Came too late',
  'late.body': {
    one: 'You wrote this in an inspection that was disposed of before it was sent. Nobody else has it. Enter it in another inspection, or discard it.',
    other:
      'You wrote these in inspections that were disposed of before they were sent. Nobody else has them. Enter each in another inspection, or discard it.',
  },
  'late.note': 'Note',
  'late.draft': 'Draft',
  'late.other': 'Something else than a note',
  'late.other.body': 'It belonged to the inspection that is gone ({kind}) and cannot be entered elsewhere.',
  'late.from': 'From inspection {reference}, which was disposed of',
  'late.enter': 'Enter in another inspection',
  'late.enter-what': 'Enter in another inspection: {what}',
  'late.enter.where': 'Which inspection?',
  'late.enter.choose': 'Choose an inspection',
  'late.enter.option': '{title}, {dates}',
  'late.enter.missing': 'Choose the inspection in which to enter it',
  'late.enter.hint':
    'It becomes a draft there, with its text and categories. The people and line of enquiry of the other inspection are not taken along.',
  'late.enter.none': 'There is no inspection in this vault in which to enter it. Open one first.',
  'late.enter.submit': 'Enter it and open the draft',
  'late.enter.cancel': 'Cancel',
  'late.discard': 'Discard',
  'late.discard-what': 'Discard: {what}',
  'late.discard.ask': 'Discard this for good?',
  'late.discard.body': 'Nobody else has it, and it cannot be brought back:',
  'late.discard.no': 'Keep it',
  'late.discard.yes': 'Discard it for good',
} as const
